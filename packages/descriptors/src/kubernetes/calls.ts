import { confidence, ofHost } from '../evidence/confidence.ts';
import type { Evidence } from '../evidence/edges.ts';
import { hostsIn } from '../evidence/hosts.ts';
import { shareOf } from '../evidence/share.ts';
import { isSecret } from '../evidence/variable.ts';
import type { Ref } from '../ref.ts';
import { listAt, textAt, textOf } from '../unknown.ts';
import type { Addresses } from './addresses.ts';
import type { Seen } from './object.ts';
import type { Policies } from './policies.ts';
import { type Variable, variablesOf } from './variables.ts';
import { commandOf, type Placed } from './workload.ts';

/** A policy that lets others in and not this one. */
const denied = 0.4;

export type Cluster = {
  readonly placed: readonly Placed[];
  readonly addresses: Addresses;
  readonly maps: (namespace: string, name: string) => Seen | undefined;
  readonly policies: Policies;
};

type Named = { readonly to: Ref; readonly confidence: number };

/** Whom a setting names, asked from within a namespace, and how surely it means them. */
type NamedIn = (variable: string, value: string, namespace: string) => readonly Named[];

const namedBy = (variable: string, value: string, namespace: string, addresses: Addresses): Named[] => {
  if (isSecret(variable)) return [];
  return hostsIn(value).flatMap((host) => {
    const address = addresses(host.host, namespace);
    if (address === undefined) return [];
    const sure = ofHost(host, address.ports, variable);
    // Several things behind one Service share the calls; which of them, nobody can tell.
    return sure === 0
      ? []
      : address.refs.map((to) => ({ to, confidence: sure / address.refs.length ** 0.5 }));
  });
};

/** The same for the length of one description: a map that a thousand pods import is looked through once. */
const remembering = (addresses: Addresses): NamedIn => {
  const known = new Map<string, readonly Named[]>();
  return (variable, value, namespace) => {
    const key = `${namespace}\0${variable}\0${value}`;
    const found = known.get(key) ?? namedBy(variable, value, namespace, addresses);
    known.set(key, found);
    return found;
  };
};

const fromVariable = ({ name, from }: Variable): string => {
  if (from.is === 'own') return `env ${name}`;
  return from.is === 'picked' ? `env ${name} of config map ${from.map}` : `config map ${from.map} ${name}`;
};

/** Who takes a map whole: by `envFrom`, or as files. */
const readersOf = (placed: readonly Placed[]): Map<string, Set<Ref>> => {
  const readers = new Map<string, Set<Ref>>();
  for (const { workload, ref } of placed) {
    const names = [
      ...workload.containers.flatMap((container) =>
        listAt(container, 'envFrom').map((entry) => textAt(entry, 'configMapRef', 'name')),
      ),
      ...listAt(workload.pod, 'volumes').map((volume) => textAt(volume, 'configMap', 'name')),
    ];
    for (const name of names) {
      if (name === undefined) continue;
      const key = `${workload.seen.namespace}/${name}`;
      readers.set(key, (readers.get(key) ?? new Set()).add(ref));
    }
  }
  return readers;
};

/** Keys of a map that are mounted as files: all, or the `items` picked. */
const filesOf = (volume: unknown, map: Seen): [string, string][] => {
  const items = listAt(volume, 'configMap', 'items').map((item) => textAt(item, 'key'));
  return Object.entries(map.data).filter(([key]) => items.length === 0 || items.includes(key));
};

const ofWorkload = (
  { workload, ref }: Placed,
  { maps }: Cluster,
  namedIn: NamedIn,
  readers: ReadonlyMap<string, ReadonlySet<Ref>>,
): Evidence[] => {
  const { namespace } = workload.seen;
  const inMap = (name: string) => maps(namespace, name);
  const shares = new Map<string, number>();
  const share = (map: string): number => {
    const found = shares.get(map);
    if (found !== undefined) return found;
    const data = Object.entries(inMap(map)?.data ?? {});
    const targets = new Set(
      data.flatMap(([key, value]) => namedIn(key, value, namespace).map(({ to }) => to)),
    );
    const made = shareOf(targets, readers.get(`${namespace}/${map}`)?.size ?? 1, ref);
    shares.set(map, made);
    return made;
  };
  const variables = workload.containers.flatMap((container) => variablesOf(container, inMap));
  const bySetting = variables.flatMap((variable) => {
    const factor = variable.from.is === 'imported' ? share(variable.from.map) : 1;
    return namedIn(variable.name, variable.value, namespace).map((named) => ({
      to: named.to,
      confidence: named.confidence * factor,
      why: fromVariable(variable),
    }));
  });
  const byCommand = workload.containers.flatMap((container) =>
    commandOf(container).flatMap((word) =>
      namedIn('', word, namespace).map((named) => ({
        ...named,
        why: `arguments of ${textAt(container, 'name') ?? 'a container'}`,
      })),
    ),
  );
  const byFile = listAt(workload.pod, 'volumes').flatMap((volume) => {
    const name = textOf(textAt(volume, 'configMap', 'name')) ?? '';
    const map = inMap(name);
    if (map === undefined) return [];
    return filesOf(volume, map).flatMap(([key, text]) =>
      namedIn('', text, namespace).map(({ to }) => ({
        to,
        confidence: confidence.file * share(name),
        why: `file ${key} of config map ${name}`,
      })),
    );
  });
  return [...bySetting, ...byCommand, ...byFile].map((one) => ({ ...one, type: 'calls' as const }));
};

/** Who seems to need whom, and why: settings, files and arguments that name a host, and what network policies let through. */
export const callsIn = (cluster: Cluster): Map<Ref, Evidence[]> => {
  const { placed, policies } = cluster;
  const namedIn = remembering(cluster.addresses);
  const readers = readersOf(placed);
  const calls = new Map<Ref, Evidence[]>(placed.map(({ ref }) => [ref, []]));
  for (const one of placed)
    for (const evidence of ofWorkload(one, cluster, namedIn, readers))
      calls.get(one.ref)?.push(
        policies.denies(one.ref, evidence.to)
          ? {
              ...evidence,
              confidence: evidence.confidence * denied,
              why: `${evidence.why} (no policy lets it in)`,
            }
          : evidence,
      );
  for (const { from, to, policy, among } of policies.named)
    calls.get(from)?.push({
      to,
      type: 'calls',
      confidence: confidence.policy / (1 + 0.25 * (among - 1)),
      why: `network policy ${policy}`,
    });
  return calls;
};
