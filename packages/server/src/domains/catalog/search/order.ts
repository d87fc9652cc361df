import { kinds } from '@nightjar/descriptors/ref';
import { type Sql, sql } from '@nightjar/kernel/database/sql';
import { compareBytes } from '../byte-order.ts';

/** References from `low` (exclusive: nothing is called so) up to `high` (exclusive), in the order of their bytes. */
export type Stretch = { readonly low: string; readonly high: string };

/** A kind is a stretch of the references: `service:` up to what comes after it in bytes. */
const stretchOf = (kind: string): Stretch => ({ low: `${kind}:`, high: `${kind};` });

/** Before and behind every reference: they hold no space, and UTF-8 no byte of 0xf5 or more. */
const [first, last] = [' ', '\u{10ffff}'];

/** What lies between our kinds: those that descriptors bring. */
const others: readonly Stretch[] = (() => {
  const sorted = [...kinds].sort().map(stretchOf);
  const lows = [first, ...sorted.map(({ high }) => high)];
  return lows.map((low, index) => ({ low, high: sorted[index]?.low ?? last }));
})();

const all: readonly Stretch[] = [...kinds.map(stretchOf), ...others];

const holds = ({ low, high }: Stretch, ref: string): boolean =>
  compareBytes(low, ref) <= 0 && compareBytes(ref, high) < 0;

/**
 * The order of lists: services first, then the other kinds as `kinds` has them, then those that descriptors bring; in each by
 * reference. The references that are left behind one (`''`: all), a stretch after the other, of one kind or of all (null): so
 * one index of references serves this order too, of now and of the past.
 */
export const stretchesAfter = (after: string, kind: string | null): readonly Stretch[] => {
  const mine = kind === null ? all : [stretchOf(kind)];
  if (after === '') return mine;
  const at = mine.findIndex((stretch) => holds(stretch, after));
  const here = mine[at];
  return here === undefined ? [] : [{ low: after, high: here.high }, ...mine.slice(at + 1)];
};

/** The same order in SQL, over a row that has `kind` and `ref`. */
export const orderSql = sql`coalesce(array_position(${kinds}::text[], kind), ${kinds.length + 1}::int), ref`;

/** That a row comes behind a reference (`''`: every row does) in that order. */
export const isBehind = (after: string): Sql => {
  const place = all.findIndex((stretch) => holds(stretch, after));
  return sql`(${orderSql}) > (${Math.min(place, kinds.length) + 1}::int, ${after}::text)`;
};
