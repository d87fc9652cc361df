import type { Parser } from '@nightjar/kernel/config/parsers';
import type { Database } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';
import { type Resolution, resolutions } from './resolution.ts';

/** Days by resolution. */
export type SignalRetention = Readonly<Record<Resolution, number>>;

/** `2,14,90,400`: days for slots of ten seconds, of a minute, of ten and of an hour. */
export const retentions: Parser<SignalRetention> = {
  says: 'four whole numbers of days from 1 to 36500, none smaller than the one before: `2,14,90,400`',
  of: (text) => {
    const days = text.split(',').map((entry) => (/^\s*\d{1,5}\s*$/.test(entry) ? Number(entry) : Number.NaN));
    const [ten, minute, tenMinutes, hour] = days;
    const rises = days.every((it, i) => it >= Math.max(1, days[i - 1] ?? 1) && it <= 36_500);
    if (days.length !== 4 || !rises) return undefined;
    if (ten === undefined || minute === undefined || tenMinutes === undefined || hour === undefined)
      return undefined;
    return { 10: ten, 60: minute, 600: tenMinutes, 3600: hour };
  },
};

export const usualRetention: SignalRetention = { 10: 2, 60: 14, 600: 90, 3600: 400 };

/** Rows deleted in one statement: small enough that no write waits noticeably for it. */
const batch = 2000;

const whileAny = async (forget: () => Promise<number>): Promise<number> => {
  let gone = 0;
  for (;;) {
    const now = await forget();
    gone += now;
    if (now < batch) return gone;
  }
};

/** Forgets segments when the days of their resolution are over, and series of which nothing is left; answers how many of both. */
export const forgetSignals = async (
  database: Pick<Database, 'run'>,
  days: SignalRetention,
): Promise<number> => {
  let gone = 0;
  for (const resolution of resolutions)
    gone += await whileAny(() =>
      database.run(sql`delete from nightjar.signal_segment where ctid = any(array(
        select ctid from nightjar.signal_segment where resolution = ${resolution}
          and from_at < clock_timestamp() - make_interval(days => ${days[resolution]}, secs => ${resolution * 360})
        limit ${batch}))`),
    );
  const longest = Math.max(...resolutions.map((resolution) => days[resolution]));
  return (
    gone +
    (await whileAny(() =>
      database.run(sql`delete from nightjar.signal_series where ctid = any(array(
        select ctid from nightjar.signal_series
        where last_at < clock_timestamp() - make_interval(days => ${longest}, secs => ${3600 * 360})
        limit ${batch}))`),
    ))
  );
};
