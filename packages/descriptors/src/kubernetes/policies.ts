import type { Ref } from '../ref.ts';
import { at, fieldsOf, listAt, textOf, wordsAt } from '../unknown.ts';
import type { Seen } from './object.ts';
import { asksNothing, selects } from './selector.ts';
import type { Placed } from './workload.ts';

/** What network policies say of who may talk to whom. */
export type Policies = {
  /** Named one by one, so somebody knew that they talk. `among`: how many things the policy's words fit. */
  readonly named: readonly { from: Ref; to: Ref; policy: string; among: number }[];
  /** Nothing that `from` is, or may be, is let in. */
  readonly denies: (from: Ref, to: Ref) => boolean;
};

type Peers = { readonly is: 'anybody' } | { readonly is: 'these'; readonly refs: readonly Ref[] };

const anybody: Peers = { is: 'anybody' };
const theName = 'kubernetes.io/metadata.name';

/** Workloads by their namespace: a cluster of thousands asks for them once for each policy and peer. */
type Workloads = (namespace: string) => readonly Placed[];

const refsOf = (workloads: readonly Placed[], selector: unknown): Ref[] => [
  ...new Set(workloads.flatMap(({ workload, ref }) => (selects(selector, workload.podLabels) ? [ref] : []))),
];

/** Of one entry of `from` or `to`. Blocks of addresses, and namespaces by labels that are not known here, may be anybody. */
const peersOf = (peer: unknown, namespace: string, workloads: Workloads): Peers => {
  const pods = at(peer, 'podSelector');
  const namespaces = at(peer, 'namespaceSelector');
  if (pods === undefined || asksNothing(pods)) return anybody;
  const elsewhere = wordsAt(namespaces, 'matchLabels')[theName];
  if (namespaces !== undefined && elsewhere === undefined) return anybody;
  return { is: 'these', refs: refsOf(workloads(elsewhere ?? namespace), pods) };
};

const governs = (policy: Seen, direction: 'Ingress' | 'Egress'): boolean => {
  const types = listAt(policy.spec, 'policyTypes').map(textOf);
  if (types.length > 0) return types.includes(direction);
  return direction === 'Ingress' || at(policy.spec, 'egress') !== undefined;
};

/** Everybody that the rules of one direction name; a rule that names nobody is for anybody. */
const peersIn = (policy: Seen, rules: 'ingress' | 'egress', workloads: Workloads): Peers[] =>
  listAt(policy.spec, rules).flatMap((rule) => {
    const peers = listAt(rule, rules === 'ingress' ? 'from' : 'to');
    return peers.length === 0 ? [anybody] : peers.map((peer) => peersOf(peer, policy.namespace, workloads));
  });

type Gate = { all: boolean; readonly refs: Set<Ref> };

export const policiesOf = (policies: readonly Seen[], placed: readonly Placed[]): Policies => {
  const byNamespace = Map.groupBy(placed, ({ workload }) => workload.seen.namespace);
  const workloads: Workloads = (namespace) => byNamespace.get(namespace) ?? [];
  const named: { from: Ref; to: Ref; policy: string; among: number }[] = [];
  const gates = new Map<Ref, Gate>();
  for (const policy of policies) {
    const pods = fieldsOf(at(policy.spec, 'podSelector'));
    const subjects = refsOf(workloads(policy.namespace), pods);
    const incoming = governs(policy, 'Ingress') ? peersIn(policy, 'ingress', workloads) : null;
    const outgoing = governs(policy, 'Egress') ? peersIn(policy, 'egress', workloads) : null;
    for (const subject of incoming === null ? [] : subjects) {
      const gate = gates.get(subject) ?? { all: false, refs: new Set() };
      gates.set(subject, gate);
      for (const peer of incoming ?? [])
        if (peer.is === 'anybody') gate.all = true;
        else for (const ref of peer.refs) gate.refs.add(ref);
    }
    // A policy for every pod says who may come at all, not who calls whom.
    if (asksNothing(pods)) continue;
    const name = (
      peers: readonly Peers[],
      edge: (subject: Ref, other: Ref) => { from: Ref; to: Ref },
    ): void => {
      for (const peer of peers)
        if (peer.is === 'these')
          for (const other of peer.refs)
            for (const subject of subjects)
              named.push({
                ...edge(subject, other),
                policy: policy.name,
                among: peer.refs.length * subjects.length,
              });
    };
    name(incoming ?? [], (to, from) => ({ from, to }));
    name(outgoing ?? [], (from, to) => ({ from, to }));
  }
  const denies = (from: Ref, to: Ref): boolean => {
    const gate = gates.get(to);
    return gate !== undefined && !gate.all && !gate.refs.has(from);
  };
  return { named, denies };
};
