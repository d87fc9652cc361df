import type { Database } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';
import type { Desk } from '../../sources/desk.ts';

type Verdict = Parameters<Desk['noteRefused']>[1];
type Count = { org: number; source: string; verdict: Verdict; count: number; first: Date; last: Date };

export type RefusedDeliveries = {
  readonly note: Desk['noteRefused'];
  /** Writes what was noted. */
  readonly flush: () => Promise<void>;
  /** What was refused before a source was set up anew is no longer its state. */
  readonly forget: (org: number, source: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Webhooks belong to this organisation, as in hooks.ts. */
const org = 1;
const everyMs = 1000;

/**
 * Counts deliveries refused for their proof, or for want of a secret, in memory, and writes the counts once a second: whoever floods a hook with
 * forgeries costs one small write a second, and a new user sees that something arrived.
 */
export const refusedDeliveries = (database: Database): RefusedDeliveries => {
  let counts = new Map<string, Count>();

  const flush = async (): Promise<void> => {
    const now = [...counts.values()];
    if (now.length === 0) return;
    counts = new Map();
    try {
      await database.run(sql`
        insert into nightjar.refused_delivery as it (org, source, verdict, count, first_at, last_at)
        select * from jsonb_to_recordset(${JSON.stringify(now)}::jsonb)
          as r (org int, source text, verdict text, count bigint, first timestamptz, last timestamptz)
        on conflict (org, source, verdict) do update
          set count = it.count + excluded.count, last_at = greatest(it.last_at, excluded.last_at)`);
    } catch {
      // Counted again with the next ones; should the house end before, a count is too small.
      for (const it of now) add(it);
    }
  };
  const add = (it: Count): void => {
    const key = `${it.org} ${it.source} ${it.verdict}`;
    const before = counts.get(key);
    if (before === undefined) counts.set(key, { ...it });
    else {
      before.count += it.count;
      if (it.first < before.first) before.first = it.first;
      if (it.last > before.last) before.last = it.last;
    }
  };
  const timer = setInterval(() => void flush(), everyMs).unref();
  return {
    note: (source, verdict, at) => add({ org, source, verdict, count: 1, first: at, last: at }),
    flush,
    forget: async (of, source) => {
      await flush();
      await database.run(sql`delete from nightjar.refused_delivery where org = ${of} and source = ${source}`);
    },
    close: async () => {
      clearInterval(timer);
      await flush();
    },
  };
};
