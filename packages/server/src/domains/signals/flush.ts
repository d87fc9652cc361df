import type { Database, Queryable } from '@nightjar/kernel/database/database';
import { apart } from '../../telemetry/apart.ts';
import type { Series } from './series.ts';
import type { Taken } from './tally.ts';
import { addSlots, type Bundle, bundlesOf, heardOf, noteSeries } from './write.ts';

/** Rows in one statement: about 100 ms of work. */
const rowsAtOnce = 2000;
/** How far a series reaches is told so often, not with every point. */
export const toldMs = 60_000;

/** How far each series was told to reach, ms. */
export type Told = WeakMap<Series, { readonly first: number; readonly last: number }>;

/** Whole series in each part: a part is one statement, so that a series is written in all resolutions or in none. */
const inParts = (bundles: readonly Bundle[]): Bundle[][] => {
  const parts: Bundle[][] = [];
  let rows = rowsAtOnce;
  for (const bundle of bundles) {
    if (rows >= rowsAtOnce) {
      parts.push([]);
      rows = 0;
    }
    parts.at(-1)?.push(bundle);
    rows += bundle.rows.length;
  }
  return parts;
};

const write = async (database: Queryable, part: readonly Bundle[], told: Told): Promise<void> => {
  const due = part.map(heardOf).filter(({ series, first, last }) => {
    const before = told.get(series);
    return before === undefined || first < before.first || last >= before.last + toldMs;
  });
  if (due.length > 0) await noteSeries(database, due);
  await addSlots(
    database,
    part.flatMap(({ rows }) => rows),
  );
  for (const { series, first, last } of due) told.set(series, { first, last });
};

/** Writes all of it or fails: in the transaction of whoever looked it up. Answers how many points came too late for that. */
export const writeWhole = async (tx: Queryable, taken: Taken, now: number): Promise<number> => {
  const bundles = bundlesOf(taken, now);
  for (const part of inParts(bundles)) await write(tx, part, new WeakMap());
  return bundles.reduce((sum, { shut }) => sum + shut, 0);
};

export type Flushed = {
  readonly slots: number;
  readonly shut: number;
  /** What the database will never take, and why it says so. */
  readonly refused: readonly { readonly bundle: Bundle; readonly error: unknown }[];
  /** What could not be written now, and why. */
  readonly left: Taken;
  readonly error: unknown;
};

/** Adds what was taken to the tables, some series at a time, each time committed. What the database refuses is left out alone. */
export const flush = async (
  database: Pick<Database, 'run' | 'many' | 'one'>,
  taken: Taken,
  told: Told,
  now: number,
): Promise<Flushed> => {
  const bundles = bundlesOf(taken, now);
  const settled = new Set<Bundle>();
  const refused: { bundle: Bundle; error: unknown }[] = [];
  const outcome = (error: unknown): Flushed => {
    const written = bundles.filter((it) => settled.has(it));
    return {
      slots: written.reduce((sum, { rows }) => sum + rows.length, 0),
      shut: written.reduce((sum, { shut }) => sum + shut, 0),
      refused,
      left: new Map(bundles.filter((it) => !settled.has(it)).map(({ series, slots }) => [series, slots])),
      error,
    };
  };
  const add = async (part: readonly Bundle[]): Promise<void> => {
    await write(database, part, told);
    for (const it of part) settled.add(it);
  };
  try {
    for (const part of inParts(bundles))
      await apart(part, add, (bundle, error) => {
        settled.add(bundle);
        refused.push({ bundle, error });
      });
  } catch (error) {
    return outcome(error);
  }
  return outcome(undefined);
};
