import type { Database } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';
import { type Resolution, resolutions, settledBefore } from './resolution.ts';
import { asSegment, segmentBegin } from './slots.ts';

/** Segments in one statement: small enough that no write waits noticeably for it. */
const atOnce = 200;

const sealSome = (database: Pick<Database, 'run'>, resolution: Resolution, before: Date): Promise<number> =>
  database.run(sql`
    with due as (
      select distinct org, series, from_at from (
        select org, series, ${segmentBegin(resolution)} as from_at from nightjar.signal_slot
        where resolution = ${resolution} and at < ${before} order by at limit ${atOnce * 360}) d
      limit ${atOnce}),
    gone as (
      delete from nightjar.signal_slot g using due
      where g.org = due.org and g.series = due.series and g.resolution = ${resolution}
        and g.at >= due.from_at and g.at < due.from_at + make_interval(secs => ${resolution * 360})
      returning g.*, due.from_at)
    insert into nightjar.signal_segment (org, series, resolution, from_at, slots, counts, sums, lows, highs, lasts)
    select s.org, s.series, s.resolution, s.from_at, ${asSegment} from gone s
    group by s.org, s.series, s.resolution, s.from_at
    on conflict do nothing`);

/**
 * Turns the slots of every segment that will never change again into one row that never does; answers how many segments. Nobody
 * writes to them any more: who still might has given up by then (resolution.ts). Run by one process at a time.
 */
export const sealDue = async (
  database: Pick<Database, 'run'>,
  now: number,
  signal?: AbortSignal,
): Promise<number> => {
  let sealed = 0;
  for (const resolution of resolutions) {
    const before = new Date(settledBefore(resolution, now));
    for (;;) {
      signal?.throwIfAborted();
      const some = await sealSome(database, resolution, before);
      sealed += some;
      if (some === 0) break;
    }
  }
  return sealed;
};
