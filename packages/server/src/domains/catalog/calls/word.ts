import type { Relation, Says } from '@nightjar/descriptors/description';
import type { Ref } from '@nightjar/descriptors/ref';
import { makeRoom, takenOver } from './room.ts';
import { heardValue, type Settled } from './settled.ts';

/** How a call is known: from both its spans, from the caller's naming somebody, or from an address alone. */
export type Evidence = 'pair' | 'named' | 'address';

/** Confidence after 1, 10 and 100 calls. In steps, because each step is a fact. */
const confidence: Readonly<Record<Evidence, readonly [number, number, number]>> = {
  pair: [0.8, 0.9, 0.99],
  named: [0.6, 0.7, 0.8],
  address: [0.5, 0.6, 0.7],
};

const why: Readonly<Record<Evidence, string>> = {
  pair: 'spans of both sides',
  named: 'spans of the caller, which name it',
  address: 'spans of the caller, which have its address',
};

const scalars = ['type', 'tier', 'language', 'runtime', 'deployment'] as const;
const mostAliases = 10;

/** Of what has no end by itself: previews make environments, and crawlers know everybody. Below what a description may hold. */
const most = { environments: 100, relations: 900 } as const;
type Part = keyof typeof most;
const parts = ['environments', 'relations'] as const satisfies readonly Part[];

type Called = {
  readonly counts: Record<Evidence, number>;
  relation: Relation;
  /** In ms: when it was seen or, where others told it, when it was learned of. */
  at: number;
  /** In ms; `-Infinity` for one that is only remembered. */
  seenAt: number;
};

const nothing = (): Called['counts'] => ({ pair: 0, named: 0, address: 0 });

/**
 * What traces say about one entity, put together from all that was heard: what an observer no longer sees it does not take
 * back, so a word only grows or changes, until it has grown to its bounds.
 */
export type Word = {
  readonly scalars: Map<string, Settled>;
  readonly versions: Map<string, Settled>;
  readonly tags: Map<string, Settled>;
  readonly aliases: Map<string, string>;
  /** `runsIn`, apart: a hundred of them leave the calls their room. */
  readonly environments: Map<string, Called>;
  readonly relations: Map<string, Called>;
  /** Of which there was more than there is room for, at some time. */
  readonly partial: Set<Part>;
};

export const newWord = (): Word => ({
  scalars: new Map(),
  versions: new Map(),
  tags: new Map(),
  aliases: new Map(),
  environments: new Map(),
  relations: new Map(),
  partial: new Set(),
});

/** Whether a thing is there, or may be added. */
const admits = <Kept extends { readonly at: number }>(
  word: Word,
  part: Part,
  kept: Map<string, Kept>,
  key: string,
  at: number,
): boolean => {
  if (kept.has(key)) return true;
  if (kept.size >= most[part]) word.partial.add(part);
  return makeRoom(kept, most[part], at);
};

const hearInto = (into: Map<string, Settled>, name: string, value: unknown, at: number): void => {
  into.set(name, heardValue(into.get(name), value, at));
};

const keyOf = ({ type, to }: Pick<Relation, 'type' | 'to'>): string => `${type} ${to}`;

const partOf = (word: Word, type: Relation['type']) =>
  type === 'runsIn'
    ? ({ part: 'environments', kept: word.environments } as const)
    : ({ part: 'relations', kept: word.relations } as const);

/** Takes in what a resource says of itself; `at` in ms. */
export const hear = (word: Word, says: Says, at: number): void => {
  for (const name of scalars) if (says[name] !== undefined) hearInto(word.scalars, name, says[name], at);
  for (const [name, value] of Object.entries(says.versions ?? {}))
    if (admits(word, 'environments', word.versions, name, at)) hearInto(word.versions, name, value, at);
  for (const [name, value] of Object.entries(says.tags ?? {})) hearInto(word.tags, name, value, at);
  for (const alias of says.aliases ?? [])
    if (word.aliases.size < mostAliases) word.aliases.set(alias.toLowerCase(), alias);
  for (const relation of says.relations ?? []) {
    const key = keyOf(relation);
    const { part, kept } = partOf(word, relation.type);
    const known = kept.get(key);
    if (known !== undefined) [known.at, known.seenAt] = [Math.max(known.at, at), Math.max(known.seenAt, at)];
    else if (admits(word, part, kept, key, at))
      kept.set(key, { counts: nothing(), relation, at, seenAt: at });
  }
};

type Values = Readonly<Record<string, unknown>>;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What stands is taken over where nothing was heard, and where what was heard is old news and another has told newer. */
const recallInto = (
  into: Map<string, Settled>,
  stands: Values,
  told: Values,
  now: number,
  mostOfThem: number,
): void => {
  const names = takenOver(into, mostOfThem, new Set(Object.keys(stands)), new Set(Object.keys(told)));
  for (const name of names) into.set(name, { value: stands[name], at: now, before: new Set() });
  for (const [name, value] of Object.entries(stands)) {
    const known = into.get(name);
    if (known === undefined) continue;
    if (same(known.value, value)) continue;
    if (same(known.value, told[name])) {
      known.before.add(JSON.stringify(known.value));
      into.set(name, { value, at: now, before: known.before });
    } else known.before.add(JSON.stringify(value));
  }
};

const scalarsOf = (says: Says): Values =>
  Object.fromEntries(scalars.flatMap((name) => (says[name] === undefined ? [] : [[name, says[name]]])));

const recallRelations = (
  into: Map<string, Called>,
  stands: readonly Relation[],
  told: readonly Relation[],
  now: number,
  mostOfThem: number,
): void => {
  const byKey = new Map(stands.map((relation) => [keyOf(relation), relation]));
  const fresh = new Set(takenOver(into, mostOfThem, new Set(byKey.keys()), new Set(told.map(keyOf))));
  for (const [key, relation] of byKey) {
    const known = into.get(key);
    if (fresh.has(key))
      into.set(key, { counts: nothing(), relation, at: now, seenAt: Number.NEGATIVE_INFINITY });
    else if (known !== undefined && (relation.confidence ?? 1) > (known.relation.confidence ?? 1))
      known.relation = relation;
  }
};

const runsIn = ({ type }: Relation): boolean => type === 'runsIn';
const isCall = ({ type }: Relation): boolean => type !== 'runsIn';

/**
 * Takes in what stands in the catalog, said by this process in an earlier life or by another one that hears traces too. A word
 * replaces the one before it whole, so what others have heard must not be lost in it. `told` is what this process said last.
 */
export const recall = (word: Word, says: Says, told: Says, now: number): void => {
  const noEnd = Number.POSITIVE_INFINITY;
  recallInto(word.scalars, scalarsOf(says), scalarsOf(told), now, noEnd);
  recallInto(word.versions, says.versions ?? {}, told.versions ?? {}, now, most.environments);
  recallInto(word.tags, says.tags ?? {}, told.tags ?? {}, now, noEnd);
  const [stand, before] = [says.relations ?? [], told.relations ?? []];
  recallRelations(word.environments, stand.filter(runsIn), before.filter(runsIn), now, most.environments);
  recallRelations(word.relations, stand.filter(isCall), before.filter(isCall), now, most.relations);
  const aliases = new Map((says.aliases ?? []).map((alias) => [alias.toLowerCase(), alias]));
  for (const [key, alias] of word.aliases) aliases.set(key, alias);
  word.aliases.clear();
  for (const [key, alias] of [...aliases].slice(0, mostAliases)) word.aliases.set(key, alias);
  for (const part of parts) if ([says.rest?.['partial']].flat().includes(part)) word.partial.add(part);
};

/** Takes in calls. The best evidence wins, and what was once certain stays so. */
export const called = (
  word: Word,
  { type, to, by, count }: { type: Relation['type']; to: Ref; by: Evidence; count: number },
  at: number,
): void => {
  const key = keyOf({ type, to });
  const known = word.relations.get(key);
  if (!admits(word, 'relations', word.relations, key, at)) return;
  const counts = known?.counts ?? nothing();
  counts[by] += count;
  const step = counts[by] >= 100 ? 2 : counts[by] >= 10 ? 1 : 0;
  const sure = confidence[by][step];
  const relation: Relation =
    known !== undefined && (known.relation.confidence ?? 1) >= sure
      ? known.relation
      : { type, to, confidence: sure, why: why[by] };
  word.relations.set(key, {
    counts,
    relation,
    at: Math.max(known?.at ?? at, at),
    seenAt: Math.max(known?.seenAt ?? at, at),
  });
};

const sorted = <Value>(map: ReadonlyMap<string, Value>): [string, Value][] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1));

const relationsOf = ({ environments, relations }: Word): [string, Called][] =>
  sorted(new Map([...environments, ...relations]));

const values = (map: ReadonlyMap<string, Settled>): Record<string, string> =>
  Object.fromEntries(sorted(map).map(([name, { value }]) => [name, value as string]));

/** Relations of the word that were last seen at `since` or before, as `<type> <to>`. */
export const quietSince = (word: Word, since: number): string[] =>
  relationsOf(word).flatMap(([key, { seenAt }]) => (seenAt <= since ? [key] : []));

/** The word as a source says it, always in the same order. */
export const saysOf = (word: Word): Says => ({
  ...(values(word.scalars) as Says),
  ...(word.versions.size > 0 ? { versions: values(word.versions) } : {}),
  ...(word.tags.size > 0 ? { tags: values(word.tags) } : {}),
  ...(word.aliases.size > 0 ? { aliases: sorted(word.aliases).map(([, alias]) => alias) } : {}),
  ...(word.environments.size + word.relations.size > 0
    ? { relations: relationsOf(word).map(([, { relation }]) => relation) }
    : {}),
  // So that nobody takes it for all there is.
  ...(word.partial.size > 0 ? { rest: { partial: parts.filter((part) => word.partial.has(part)) } } : {}),
});
