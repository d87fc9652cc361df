import { partsOf, type Ref } from '@nightjar/descriptors/ref';
import { fold } from '@nightjar/query/fold';
import { normalise, words } from '@nightjar/query/words';
import type { Chosen } from './chosen.ts';
import { chosenIn, type Version } from './fold.ts';

const unique = (texts: readonly string[]): string[] => [...new Set(texts)].sort();

/** All ways in which a filter may name it: `team:default/payments`, `team:payments`, `payments`. */
const namesFor = (ref: Ref): string[] => {
  const { kind, name } = partsOf(ref);
  return [ref, `${kind}:${name}`, name];
};

const environmentsOf = ({ relations, versions }: Chosen): string[] =>
  unique([
    ...relations.flatMap(({ type, to, inverse }) =>
      type === 'runsIn' && inverse !== true ? [partsOf(to).name] : [],
    ),
    ...Object.keys(versions ?? {})
      .filter((environment) => environment !== '')
      .map(fold),
  ]);

const systemOf = ({ relations }: Chosen): Ref | null =>
  relations.find(({ type, to, inverse }) => type === 'partOf' && inverse !== true && to.startsWith('system:'))
    ?.to ?? null;

/** All ways in which a filter may name an entry: `pci`, `pci=yes`. */
const keysAndPairs = (entries: Readonly<Record<string, string>>): string[] =>
  unique(Object.entries(entries).flatMap(([key, value]) => [fold(key), fold(`${key}=${value}`)]));

const lower = (text: string | undefined): string | null => (text === undefined ? null : fold(text));

/** A row of `entity`, without its times. Names are folded, because case does not tell them apart. */
export const entityRow = (ref: Ref, version: Version) => {
  const chosen = chosenIn(version);
  const { kind, namespace } = partsOf(ref);
  const { name, title, description, aliases = [], tags = {}, joins = {}, owners } = chosen;
  const said = [
    name,
    title,
    ...aliases,
    description,
    ...Object.entries(tags).flat(),
    ...owners.map((it) => partsOf(it).name),
  ];
  const text = normalise(said.filter((it) => it !== undefined && it !== '').join(' \n '));
  return {
    ref,
    pos: version.pos,
    kind,
    namespace,
    name,
    state: version.state,
    tier: chosen.tier ?? null,
    type: lower(chosen.type),
    lifecycle: lower(chosen.lifecycle),
    language: lower(chosen.language),
    runtime: lower(chosen.runtime),
    deployment: lower(chosen.deployment),
    owners,
    owner_names: unique(owners.flatMap(namesFor)),
    system: systemOf(chosen),
    environments: environmentsOf(chosen),
    tags: keysAndPairs(tags),
    joins: keysAndPairs(joins),
    aliases: unique(aliases.map(fold)),
    repository: chosen.repository?.url ?? null,
    readers: version.readers,
    contested: version.contested,
    text,
    words: words(text),
    body: version.body,
  };
};

/** An edge as a row of `relation`, without its times; `claimed_by` is the entity whose version it is of. */
export type Edge = {
  readonly from_ref: Ref;
  readonly type: string;
  readonly to_ref: Ref;
  readonly confidence: number;
  readonly sources: readonly string[];
  readonly observed: boolean;
  readonly why: string | null;
};

const edgeKey = ({ from_ref, type, to_ref }: Edge): string => `${from_ref} ${type} ${to_ref}`;

/** By key. Said from both ends of itself, an edge is still one. */
export const edgesOf = (ref: Ref, { relations }: Chosen): Map<string, Edge> => {
  const edges = new Map<string, Edge>();
  for (const { type, to, inverse, confidence = 1, sources, observed, why = null } of relations) {
    const [from_ref, to_ref] = inverse === true ? [to, ref] : [ref, to];
    const edge = { from_ref, type, to_ref, confidence, sources, observed, why };
    if (!edges.has(edgeKey(edge))) edges.set(edgeKey(edge), edge);
  }
  return edges;
};

/** What it is called, by name: 0 the name, 1 the title, 2 an alias; of several the first. */
export const namesOf = ({ name, title, aliases = [] }: Chosen): Map<string, 0 | 1 | 2> => {
  const names = new Map<string, 0 | 1 | 2>([[fold(name), 0]]);
  if (title !== undefined && !names.has(fold(title))) names.set(fold(title), 1);
  for (const alias of aliases) if (!names.has(fold(alias))) names.set(fold(alias), 2);
  return names;
};
