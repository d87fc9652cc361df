import type { Queryable } from '@nightjar/kernel/database/database';
import { raw, sql } from '@nightjar/kernel/database/sql';
import type { Recorded } from '@nightjar/kernel/fact';
import { projection } from '@nightjar/kernel/projection/projection';
import { toldOf } from './change.ts';
import type { FeedFact } from './events.ts';
import { type Folded, mergeOrNone, single } from './fold.ts';
import { inHalves } from './halves.ts';
import { type Line, lineOf, type Rewrite, sameLine } from './line.ts';
import { rewrite } from './lines.ts';
import {
  keepStandings,
  type Memory,
  memories,
  type Place,
  remember,
  standingsAt,
  standingsOf,
} from './memory.ts';
import { higher, isRead, placed, type Standing } from './readings.ts';
import { indexes, tables, waitForIndexes } from './tables.ts';

/** A fact and the change it is about. */
type About = { readonly id: string; readonly org: number; readonly fact: FeedFact };

const about = (recorded: Recorded<FeedFact>): About => ({
  id: recorded.stream.slice('change:'.length),
  org: recorded.org,
  fact: { type: recorded.type, data: recorded.data } as FeedFact,
});

const lineOrNone = (org: number, id: string, folded: Folded | null): Line | null =>
  folded === null ? null : lineOf(org, toldOf(id, folded));

/** One change of the batch, on its way from what was remembered to what is now known. */
type Case = {
  readonly id: string;
  readonly org: number;
  readonly before: Memory | undefined;
  outright: Folded | null;
  whole: Folded | null;
  /** Whether any part of it was read from a delivery. */
  read: boolean;
};

const opened = (id: string, org: number, before: Memory | undefined): Case => {
  const read = before !== undefined && before.outright !== undefined;
  const whole = before?.whole ?? null;
  return { id, org, before, whole, read, outright: read ? (before.outright ?? null) : whole };
};

/**
 * Takes in what was read from deliveries. A place seen for the first time only adds to the change. Where a reading takes
 * the place of another, the change is put together again from all that stands.
 */
const takeReadings = async (tx: Queryable, cases: ReadonlyMap<string, Case>, facts: readonly About[]) => {
  const read = facts.flatMap(({ id, fact }) => {
    const it = placed(fact);
    return it === null ? [] : [{ id, ...it }];
  });
  if (read.length === 0) return;
  const nameOf = ({ id, place }: Place): string => `${id} ${place}`;
  const asked = new Map(read.map((it) => [nameOf(it), it]));
  const standing = new Map<string, Place & Standing>();
  for (const row of await standingsAt(tx, [...asked.values()])) standing.set(nameOf(row), row);

  const again = new Map<string, Case>();
  for (const { id, place, said } of read) {
    const it = cases.get(id);
    if (it === undefined) continue;
    it.read = true;
    const before = standing.get(nameOf({ id, place }));
    const after = before === undefined ? said : higher(before, said);
    standing.set(nameOf({ id, place }), { id, place, ...after });
    const adds = after.says !== null && (before === undefined || before.reading === after.reading);
    if (adds) it.whole = mergeOrNone(it.whole, after.says);
    else again.set(id, it);
  }
  await keepStandings(tx, [...standing.values()]);
  if (again.size === 0) return;
  for (const it of again.values()) it.whole = it.outright;
  for (const { id, says } of await standingsOf(tx, [...again.keys()])) {
    const it = again.get(id);
    if (it !== undefined) it.whole = mergeOrNone(it.whole, says);
  }
};

const memoryOf = (it: Case): Memory =>
  it.read ? { whole: it.whole, outright: it.outright } : { whole: it.whole };

/** One read of what is remembered, the fold in memory, and one write a table, for any number of facts. */
const applied = async (
  tx: Queryable,
  recorded: readonly Recorded<FeedFact>[],
  loading: boolean,
): Promise<void> => {
  const facts = recorded.map(about);
  const orgs = new Map(facts.map(({ id, org }) => [id, org]));
  const known = await memories(tx, [...orgs.keys()]);
  const cases = new Map([...orgs].map(([id, org]) => [id, opened(id, org, known.get(id))]));
  for (const { id, fact } of facts) {
    const it = cases.get(id);
    if (it === undefined || isRead(fact) || fact.type !== 'ChangeObserved') continue;
    const said = single(fact.data.observation);
    it.outright = mergeOrNone(it.outright, said);
    it.whole = mergeOrNone(it.whole, said);
  }
  await takeReadings(tx, cases, facts);

  const remembered = remember(
    tx,
    [...cases.values()].map((it) => ({ id: it.id, org: it.org, memory: memoryOf(it) })),
    known,
  );
  // Awaited below: while PostgreSQL writes what is remembered, the lines are made here.
  remembered.catch(() => {});
  const rewrites = [...cases.values()].flatMap((it): Rewrite[] => {
    const before = lineOrNone(it.org, it.id, it.before?.whole ?? null);
    const after = lineOrNone(it.org, it.id, it.whole);
    const same = before !== null && after !== null && sameLine(before, after);
    return same || before === after ? [] : [{ before, after }];
  });
  await remembered;
  await rewrite(tx, rewrites, { loading });
};

/** Changes fall into two halves by the last digit of their ids, which are hashes. */
const isLeft = ({ stream }: Recorded<FeedFact>): boolean => stream.charCodeAt(stream.length - 1) % 2 === 0;

const batch = async (tx: Queryable, recorded: readonly Recorded<FeedFact>[]): Promise<void> => {
  await tx.run(raw(waitForIndexes));
  const built = await tx.one<{ ready: boolean }>(
    sql`select to_regclass('by_service_kind') is not null as ready`,
  );
  await inHalves(tx, recorded, isLeft, (part, half) => applied(part, half, built?.ready !== true));
};

/** The feed: every change as it stands, ready to be listed, filtered and searched. */
export const changes = projection<FeedFact>({
  name: 'feed.changes',
  version: 3,
  tables,
  indexes,
  handles: ['ChangeObserved', 'ObservationWithdrawn'],
  batch,
});
