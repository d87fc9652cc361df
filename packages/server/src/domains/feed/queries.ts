import type { Recorded } from '@nightjar/kernel/fact';
import type { Log } from '@nightjar/kernel/log/log';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { changeStream } from '../../change/identity.ts';
import { asked } from './asked.ts';
import { cursorOf, keyOf } from './cursor.ts';
import type { FeedFact } from './events.ts';
import { find } from './find.ts';
import { standing } from './memory.ts';
import { observationsOf } from './observations.ts';
import { changes } from './projection.ts';
import { refuse } from './refusals.ts';
import type { Change, ChangePage, ChangeWithObservations } from './wire.ts';

type Wish = {
  /** A filter, as packages/query reads it; empty for all. */
  readonly query: string;
  readonly limit: number;
  /** From an earlier answer to the same query. */
  readonly cursor?: string | undefined;
  /** What `-2h` counts from. */
  readonly now: Date;
};

/** PostgreSQL's code for a statement that was ended by its timeout (57014, query_canceled). */
const tookTooLong = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '57014';

/** Which changes match, newest first. A page may be shorter than its limit and still have a next one. */
export const changesMatching = async (reader: Reader, wish: Wish): Promise<Omit<ChangePage, 'follow'>> => {
  const { org } = reader.caller;
  const before = wish.cursor === undefined ? null : keyOf(wish.cursor, org, wish.query);
  try {
    const found = await find(reader, asked(wish.query, wish.now), before, wish.limit);
    const whole = await changesById(
      reader,
      found.rows.map((row) => row.id),
    );
    return {
      changes: found.rows.flatMap((row) => whole.get(row.id) ?? []),
      next: found.next === null ? null : cursorOf(found.next, org, wish.query),
      position: reader.position,
      stale: reader.stale,
    };
  } catch (error) {
    throw tookTooLong(error) ? refuse('feed.too-broad', { retryAfterSeconds: 60 }) : error;
  }
};

/** By id; those of other organisations are left out. */
const changesById = async (reader: Reader, ids: readonly string[]): Promise<Map<string, Change>> => {
  const found = await standing(reader, reader.table(changes, 'state'), ids);
  return new Map(
    [...found].flatMap(([id, { org, change }]) => (org === reader.caller.org ? [[id, change] as const] : [])),
  );
};

/** A change and every observation that counts for it, in the order they were recorded. */
export const changeById = async (reader: Reader, log: Log, id: string): Promise<ChangeWithObservations> => {
  const change = (await changesById(reader, [id])).get(id);
  if (change === undefined) throw refuse('feed.unknown-change', { detail: `There is no change ${id}.` });
  const facts = (await log.stream(reader.caller.org, changeStream(id))) as unknown as Recorded<FeedFact>[];
  return { ...change, observations: observationsOf(facts), position: reader.position, stale: reader.stale };
};
