import type { RuleState } from './kept.ts';

/** How a rule stands that asks at an origin: what it is looked at for here. */
type Stood = Pick<RuleState, 'state' | 'triedAt' | 'reachedAt'> | null;

export type Lane<Item> = {
  readonly origin: string;
  /**
   * `ailing`: it did not answer when it was last asked, for whichever rule. Such are asked in rounds of their own, so that who waits for
   * them keeps nobody else waiting.
   */
  readonly is: 'well' | 'ailing';
  /** Whoever was asked longest ago comes first. */
  readonly items: readonly Item[];
};

/** A query that is wrong fails beside others that are answered: its origin is well. */
const besideMs = 60_000;

const latest = (moments: readonly (string | null)[]): number =>
  moments.reduce((last, at) => Math.max(last, at === null ? 0 : Date.parse(at)), 0);

const failed = (stood: Stood): boolean =>
  stood !== null && stood.state !== 'fine' && stood.state !== 'behind';

/** Of an origin that nobody has asked yet nothing is known: it is well. */
const standing = (all: readonly Stood[]): Lane<unknown>['is'] => {
  const failure = latest(all.filter(failed).map((stood) => stood?.triedAt ?? null));
  const answer = latest(all.map((stood) => stood?.reachedAt ?? null));
  return failure > 0 && answer < failure - besideMs ? 'ailing' : 'well';
};

/**
 * Rules by the origin that they ask. `due`: those whose time it is; an origin is judged by all of its rules. Origins that have answered
 * come first, of the others those that were asked longest ago.
 */
export const lanesOf = <Item extends { readonly origin: string; readonly before: Stood }>(
  all: readonly Item[],
  due: (item: Item) => boolean,
): Lane<Item>[] => {
  const triedAt = ({ before }: Item): string => before?.triedAt ?? '';
  const lanes = [...Map.groupBy(all, ({ origin }) => origin)].map(([origin, some]) => {
    const stood = some.map(({ before }) => before);
    const items = some.filter(due).toSorted((a, b) => (triedAt(a) < triedAt(b) ? -1 : 1));
    const reached = latest(stood.map((it) => it?.reachedAt ?? null)) > 0;
    return {
      origin,
      is: standing(stood),
      items,
      reached,
      tried: latest(stood.map((it) => it?.triedAt ?? null)),
    };
  });
  return lanes
    .filter(({ items }) => items.length > 0)
    .toSorted((a, b) => Number(b.reached) - Number(a.reached) || a.tried - b.tried)
    .map(({ reached: _, tried: __, ...lane }) => lane);
};
