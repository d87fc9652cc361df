import type { Queryable } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';
import { sameName } from '../../change/names.ts';
import { finest, isWritable, type Resolution, resolutions } from './resolution.ts';
import type { Series } from './series.ts';
import { coarsened, mix, type Slot, type Slots, slotIn } from './slot.ts';
import type { Taken } from './tally.ts';

/** What is to be added to a row of nightjar.signal_slot. */
export type SlotRow = {
  readonly series: Series;
  readonly resolution: Resolution;
  readonly at: number;
  readonly slot: Slot;
};

/** One series of what was taken, with its rows of every resolution. */
export type Bundle = {
  readonly series: Series;
  readonly slots: Slots;
  readonly rows: readonly SlotRow[];
  /** Points of slots that have been closed meanwhile, which no row is made of. */
  readonly shut: number;
};

/** One of each series: what waited while a series was forgotten is added to what has come of it since. */
const eachOnce = (taken: Taken): [Series, Slots][] => {
  const all = new Map<string, [Series, Slots]>();
  for (const [series, slots] of taken) {
    const key = `${series.org} ${series.id}`;
    const before = all.get(key);
    if (before === undefined) {
      all.set(key, [series, slots]);
      continue;
    }
    const both: Slots = new Map();
    for (const part of [before[1], slots]) for (const [at, slot] of part) mix(slotIn(both, at), slot);
    all.set(key, [series, both]);
  }
  return [...all.values()];
};

/** What was taken, in order of the key of its rows, so that two writers never wait for each other. */
export const bundlesOf = (taken: Taken, now: number): Bundle[] =>
  eachOnce(taken)
    .sort(([a], [b]) => a.org - b.org || (a.id < b.id ? -1 : 1))
    .map(([series, slots]) => {
      const rows: SlotRow[] = [];
      let shut = 0;
      for (const resolution of resolutions)
        for (const [at, slot] of [...coarsened(slots, series.kind, resolution)].sort(([a], [b]) => a - b)) {
          if (isWritable(at, resolution, now)) rows.push({ series, resolution, at, slot });
          else if (resolution === finest) shut += Math.ceil(slot.count);
        }
      return { series, slots, rows, shut };
    });

const iso = (ms: number): string => new Date(ms).toISOString();

/** Adds rows to the table in one statement, whoever else adds to the same at the same time. No two may have one key. */
export const addSlots = async (database: Queryable, rows: readonly SlotRow[]): Promise<void> => {
  const json = JSON.stringify(
    rows.map(({ series, resolution, at, slot }) => ({
      org: series.org,
      series: series.id,
      resolution,
      at: iso(at),
      count: slot.count,
      sum: slot.sum,
      low: slot.low,
      high: slot.high,
      last: slot.last,
      last_at: iso(slot.lastAt),
    })),
  );
  await database.run(sql`
    insert into nightjar.signal_slot as it (org, series, resolution, at, count, sum, low, high, last, last_at)
    select r.org, r.series, r.resolution, r.at, r.count, r.sum, r.low, r.high, r.last, r.last_at
    from json_to_recordset(${json}::json) as r (
      org int, series text, resolution smallint, at timestamptz,
      count float8, sum float8, low float8, high float8, last float8, last_at timestamptz)
    on conflict (org, series, resolution, at) do update set
      count = it.count + excluded.count,
      sum = it.sum + excluded.sum,
      low = least(it.low, excluded.low),
      high = greatest(it.high, excluded.high),
      last = case when excluded.last_at >= it.last_at then excluded.last else it.last end,
      last_at = greatest(it.last_at, excluded.last_at)`);
};

/** When a series was first and last heard, ms. */
export type Heard = { readonly series: Series; readonly first: number; readonly last: number };

export const heardOf = ({ series, slots }: Pick<Bundle, 'series' | 'slots'>): Heard => {
  let [first, last] = [Number.POSITIVE_INFINITY, 0];
  for (const [at, { lastAt }] of slots) [first, last] = [Math.min(first, at), Math.max(last, lastAt)];
  return { series, first, last };
};

/** Makes series known, and notes how far they reach. */
export const noteSeries = async (database: Queryable, heard: readonly Heard[]): Promise<void> => {
  const json = JSON.stringify(
    heard
      .map(({ series: { kind, ...series }, first, last }) => ({
        ...series,
        kind,
        service_key: sameName(series.service),
        first_at: iso(first),
        last_at: iso(last),
      }))
      .sort((a, b) => a.org - b.org || (a.id < b.id ? -1 : 1)),
  );
  await database.run(sql`
    insert into nightjar.signal_series as it
      (org, id, service, service_key, environment, instance, peer, signal, stat, unit, kind, first_at, last_at)
    select r.org, r.id, r.service, r.service_key, r.environment, r.instance, r.peer, r.signal, r.stat, r.unit, r.kind,
      r.first_at, r.last_at
    from json_to_recordset(${json}::json) as r (
      org int, id text, service text, service_key text, environment text, instance text, peer text, signal text, stat text,
      unit text, kind text, first_at timestamptz, last_at timestamptz)
    on conflict (org, id) do update set
      first_at = least(it.first_at, excluded.first_at), last_at = greatest(it.last_at, excluded.last_at)
    where it.first_at > excluded.first_at or it.last_at < excluded.last_at`);
};
