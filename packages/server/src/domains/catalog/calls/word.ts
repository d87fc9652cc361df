import type { Relation, Says } from '@nightjar/descriptors/description';
import type { Ref } from '@nightjar/descriptors/ref';
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
const mostRelations = 1000;

type Called = {
  readonly counts: Record<Evidence, number>;
  relation: Relation;
  /** In ms; `-Infinity` for one that is only remembered. */
  seenAt: number;
};

const nothing = (): Called['counts'] => ({ pair: 0, named: 0, address: 0 });

/**
 * What traces say about one entity, put together from all that was heard: what an observer no longer sees it does not take
 * back, so a word only grows or changes.
 */
export type Word = {
  readonly scalars: Map<string, Settled>;
  readonly versions: Map<string, Settled>;
  readonly tags: Map<string, Settled>;
  readonly aliases: Map<string, string>;
  readonly relations: Map<string, Called>;
};

export const newWord = (): Word => ({
  scalars: new Map(),
  versions: new Map(),
  tags: new Map(),
  aliases: new Map(),
  relations: new Map(),
});

const hearInto = (into: Map<string, Settled>, name: string, value: unknown, at: number): void => {
  into.set(name, heardValue(into.get(name), value, at));
};

const keyOf = ({ type, to }: Relation): string => `${type} ${to}`;

/** Takes in what a resource says of itself; `at` in ms. */
export const hear = (word: Word, says: Says, at: number): void => {
  for (const name of scalars) if (says[name] !== undefined) hearInto(word.scalars, name, says[name], at);
  for (const [name, value] of Object.entries(says.versions ?? {})) hearInto(word.versions, name, value, at);
  for (const [name, value] of Object.entries(says.tags ?? {})) hearInto(word.tags, name, value, at);
  for (const alias of says.aliases ?? [])
    if (word.aliases.size < mostAliases) word.aliases.set(alias.toLowerCase(), alias);
  for (const relation of says.relations ?? []) {
    const key = keyOf(relation);
    const known = word.relations.get(key);
    if (known !== undefined) known.seenAt = Math.max(known.seenAt, at);
    else if (word.relations.size < mostRelations)
      word.relations.set(key, { counts: nothing(), relation, seenAt: at });
  }
};

type Values = Readonly<Record<string, unknown>>;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What stands is taken over where nothing was heard, and where what was heard is old news and another has told newer. */
const recallInto = (into: Map<string, Settled>, stands: Values, told: Values, now: number): void => {
  for (const [name, value] of Object.entries(stands)) {
    const known = into.get(name);
    if (known === undefined) into.set(name, { value, at: Number.NEGATIVE_INFINITY, before: new Set() });
    else if (same(known.value, value)) continue;
    else if (same(known.value, told[name])) {
      known.before.add(JSON.stringify(known.value));
      into.set(name, { value, at: now, before: known.before });
    } else known.before.add(JSON.stringify(value));
  }
};

const scalarsOf = (says: Says): Values =>
  Object.fromEntries(scalars.flatMap((name) => (says[name] === undefined ? [] : [[name, says[name]]])));

/**
 * Takes in what stands in the catalog, said by this process in an earlier life or by another one that hears traces too. A word
 * replaces the one before it whole, so what others have heard must not be lost in it. `told` is what this process said last.
 */
export const recall = (word: Word, says: Says, told: Says, now: number): void => {
  recallInto(word.scalars, scalarsOf(says), scalarsOf(told), now);
  recallInto(word.versions, says.versions ?? {}, told.versions ?? {}, now);
  recallInto(word.tags, says.tags ?? {}, told.tags ?? {}, now);
  for (const alias of says.aliases ?? []) word.aliases.set(alias.toLowerCase(), alias);
  for (const relation of says.relations ?? []) {
    const known = word.relations.get(keyOf(relation));
    if (known === undefined)
      word.relations.set(keyOf(relation), { counts: nothing(), relation, seenAt: Number.NEGATIVE_INFINITY });
    else if ((relation.confidence ?? 1) > (known.relation.confidence ?? 1)) known.relation = relation;
  }
};

/** Takes in calls. The best evidence wins, and what was once certain stays so. */
export const called = (
  word: Word,
  { type, to, by, count }: { type: Relation['type']; to: Ref; by: Evidence; count: number },
  at: number,
): void => {
  const key = `${type} ${to}`;
  const known = word.relations.get(key);
  if (known === undefined && word.relations.size >= mostRelations) return;
  const counts = known?.counts ?? nothing();
  counts[by] += count;
  const step = counts[by] >= 100 ? 2 : counts[by] >= 10 ? 1 : 0;
  const sure = confidence[by][step];
  const relation: Relation =
    known !== undefined && (known.relation.confidence ?? 1) >= sure
      ? known.relation
      : { type, to, confidence: sure, why: why[by] };
  word.relations.set(key, { counts, relation, seenAt: Math.max(known?.seenAt ?? at, at) });
};

const sorted = <Value>(map: ReadonlyMap<string, Value>): [string, Value][] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1));

const values = (map: ReadonlyMap<string, Settled>): Record<string, string> =>
  Object.fromEntries(sorted(map).map(([name, { value }]) => [name, value as string]));

/** Relations of the word that were last seen at `since` or before, as `<type> <to>`. */
export const quietSince = (word: Word, since: number): string[] =>
  [...word.relations].flatMap(([key, { seenAt }]) => (seenAt <= since ? [key] : []));

/** The word as a source says it, always in the same order. */
export const saysOf = (word: Word): Says => ({
  ...(values(word.scalars) as Says),
  ...(word.versions.size > 0 ? { versions: values(word.versions) } : {}),
  ...(word.tags.size > 0 ? { tags: values(word.tags) } : {}),
  ...(word.aliases.size > 0 ? { aliases: sorted(word.aliases).map(([, alias]) => alias) } : {}),
  ...(word.relations.size > 0
    ? { relations: sorted(word.relations).map(([, { relation }]) => relation) }
    : {}),
});
