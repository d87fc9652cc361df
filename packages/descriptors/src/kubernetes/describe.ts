import { saysOfAnnotations } from '../annotate/says-of-annotations.ts';
import type { Description, Says } from '../description.ts';
import { type Draft, put } from '../draft.ts';
import { type Evidence, edgesOf } from '../evidence/edges.ts';
import { imageOf } from '../evidence/image.ts';
import { environmentOf, systemOf, tagsOf, teamOf, teamRef } from '../evidence/labels.ts';
import { languageOf } from '../evidence/language.ts';
import { namedBeside } from '../evidence/named-beside.ts';
import { resourceOf } from '../evidence/resource-attributes.ts';
import { type Ref, refOf } from '../ref.ts';
import { tierAmong } from '../tier.ts';
import { at } from '../unknown.ts';
import { addressesOf } from './addresses.ts';
import { callsIn } from './calls.ts';
import { entriesOf } from './entries.ts';
import { engineIn, placedOf } from './identity.ts';
import { type Located, type Seen, seenIn } from './object.ts';
import { policiesOf } from './policies.ts';
import { variablesOf } from './variables.ts';
import { commandOf, imageIn, type Placed, type Workload, workloadOf } from './workload.ts';

export type ClusterName = {
  /** How people call the cluster; `` for manifests, which are of none yet. */
  readonly cluster: string;
  /** Which environment runs there, where somebody says so: it wins over labels. */
  readonly environment?: string;
};

type Around = ClusterName & {
  readonly maps: (namespace: string, name: string) => Seen | undefined;
  readonly calls: ReadonlyMap<Ref, readonly Evidence[]>;
  readonly links: ReadonlyMap<Ref, Says['links']>;
  /** The names of the Services that lead to it alone. */
  readonly names: ReadonlyMap<Ref, readonly string[]>;
};

/** The container's own settings by name: what OpenTelemetry and the runtimes of languages read. */
const settingsOf = (workload: Workload, around: Around): Record<string, string> =>
  Object.fromEntries(
    variablesOf(workload.main, (name) => around.maps(workload.seen.namespace, name))
      .filter(({ from }) => from.is !== 'imported')
      .map(({ name, value }) => [name, value]),
  );

const environmentIn = (workload: Workload, around: Around, settings: Record<string, string>): string =>
  around.environment ?? environmentOf(workload.labels) ?? resourceOf(settings).environment ?? '';

/** What one workload says of the entity that it is (part of). */
const saysOfWorkload = ({ workload, ref, name }: Placed, around: Around): Says => {
  const { seen, labels } = workload;
  const settings = settingsOf(workload, around);
  const otel = resourceOf(settings);
  const engine = engineIn(workload);
  const image = imageOf(imageIn(workload.main), seen.name);
  const environment = environmentIn(workload, around, settings);
  const version = image.version ?? labels['app.kubernetes.io/version'] ?? labels['version'] ?? otel.version;
  const team = teamOf({ ...workload.annotations, ...labels });
  const system = systemOf(labels, name);
  const says: Draft = { deployment: `kubernetes ${seen.kind.toLowerCase()}` };
  put(says, 'type', engine?.type);
  put(says, 'tier', tierAmong(Object.entries(labels)) ?? otel.tier);
  if (engine === null)
    put(says, 'language', languageOf(Object.keys(settings), commandOf(workload.main).slice(0, 1)));
  if (version !== undefined && version !== null) put(says, 'versions', { [environment]: version });
  put(says, 'owners', team === undefined ? [] : [teamRef(team)]);
  put(says, 'aliases', [
    ...(seen.name === name ? [] : [seen.name]),
    ...(otel.name === undefined || otel.name === name ? [] : [otel.name]),
    ...(around.names.get(ref) ?? []).filter((alias) => alias !== name && alias !== seen.name),
  ]);
  put(says, 'tags', {
    ...tagsOf(labels),
    ...(engine !== null && { engine: engine.engine }),
    ...(around.cluster !== '' && { cluster: around.cluster }),
    ...(seen.namespace !== '' && { namespace: seen.namespace }),
  });
  put(says, 'joins', { kubernetes: [seen.namespace, seen.name].filter((part) => part !== '').join('/') });
  put(says, 'relations', [
    ...(system === undefined ? [] : [{ type: 'partOf' as const, to: refOf('system', system) }]),
    ...(environment === '' ? [] : [{ type: 'runsIn' as const, to: refOf('environment', environment) }]),
  ]);
  put(says, 'links', around.links.get(ref));
  const replicas = at(seen.spec, 'replicas');
  if (!seen.living && typeof replicas === 'number') put(says, 'rest', { replicas });
  return says;
};

const unique = <Item>(items: readonly Item[]): Item[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];

const lists = ['owners', 'links', 'aliases', 'relations'] as const;
const maps = ['versions', 'tags', 'joins', 'annotations', 'contacts', 'rest'] as const;

/** What several say of the same: the first wins, lists and maps are united. */
const united = (all: readonly Says[]): Says => {
  const sum: Draft = Object.assign({}, ...all.toReversed());
  for (const list of lists)
    Object.assign(sum, nonEmpty(list, unique(all.flatMap((says): readonly unknown[] => says[list] ?? []))));
  for (const map of maps)
    Object.assign(sum, nonEmpty(map, Object.assign({}, ...all.toReversed().map((says) => says[map]))));
  return sum;
};

const nonEmpty = (name: string, value: object): object =>
  Object.keys(value).length > 0 ? { [name]: value } : {};

const describe = (parts: readonly Placed[], around: Around): Description[] => {
  const [first] = parts;
  if (first === undefined) return [];
  const { ref, name } = first;
  // What Nightjar's own annotations say was said on purpose; it stands before what is concluded.
  const said = parts.map(({ workload }) => saysOfAnnotations(workload.annotations, workload.labels));
  const says = united([...said, ...parts.map((part) => saysOfWorkload(part, around))]);
  const { claimed, possible } = edgesOf(ref, around.calls.get(ref) ?? []);
  const relations = [...(says.relations ?? []), ...claimed];
  const rest = { ...says.rest, ...(possible.length > 0 && { possible }) };
  const confidence = engineIn(first.workload)?.confidence;
  const { place, line } = first.workload.seen;
  return [
    {
      entity: ref,
      name,
      by: 'kubernetes',
      place,
      ...(line !== undefined && { line }),
      ...(confidence !== undefined && { confidence }),
      says: {
        ...says,
        ...(relations.length > 0 && { relations }),
        ...(Object.keys(rest).length > 0 && { rest }),
      },
    },
  ];
};

/** Objects come as the cluster or the disk likes; of several that are one thing, the first speaks. */
const orderOf = ({ namespace, kind, name, place }: Seen): string => [namespace, kind, name, place].join('\0');

/** As `describeCluster`, of objects that know the file and line they stand in. */
export const describeObjects = (objects: readonly Located[], of: ClusterName): Description[] => {
  const seen = objects.flatMap(seenIn).toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  const ofKind = (kind: string): Seen[] => seen.filter((one) => one.kind === kind);
  const placed = placedOf(seen.flatMap((one) => workloadOf(one) ?? []));
  const addresses = addressesOf(ofKind('Service'), placed);
  const configMaps = new Map(ofKind('ConfigMap').map((map) => [`${map.namespace}/${map.name}`, map]));
  const maps = (namespace: string, name: string) => configMaps.get(`${namespace}/${name}`);
  const calls = callsIn({ placed, addresses, maps, policies: policiesOf(ofKind('NetworkPolicy'), placed) });
  const names = new Map<Ref, string[]>();
  for (const { name, namespace } of ofKind('Service')) {
    const [ref, ...more] = addresses(name, namespace)?.refs ?? [];
    if (ref !== undefined && more.length === 0) names.set(ref, [...(names.get(ref) ?? []), name]);
  }
  const around: Around = { ...of, maps, calls, names, links: entriesOf(ofKind('Ingress'), addresses) };
  const descriptions = [...Map.groupBy(placed, ({ ref }) => ref).values()].flatMap((parts) =>
    describe(parts, around),
  );
  return [...descriptions, ...namedBeside(descriptions)];
};

/**
 * What the objects of a cluster (as JSON or parsed YAML, each with its `kind` and `apiVersion`) say of what runs there: a
 * service or resource a workload, with the teams, systems and environments that their labels name. Objects of other kinds
 * than `neededObject` are passed over; nothing of a Secret is looked at. The same objects in any order say the same.
 */
export const describeCluster = (objects: readonly unknown[], of: ClusterName): Description[] =>
  describeObjects(
    objects.map((object) => ({ object })),
    of,
  );
