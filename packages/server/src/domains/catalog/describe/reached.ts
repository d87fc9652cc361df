import type { Queryable } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';

/** A source was looked at, and so much was seen. */
export const noteReached = (
  database: Pick<Queryable, 'run'>,
  org: number,
  source: string,
  now: Date,
  seen: number,
): Promise<number> =>
  database.run(sql`
    insert into nightjar.discovery (org, source, reached_at, tried_at, failure, seen)
    values (${org}, ${source}, ${now}, ${now}, null, ${seen})
    on conflict (org, source) do update
      set reached_at = excluded.reached_at, tried_at = excluded.tried_at, failure = null, seen = excluded.seen`);

/** A source could not be looked at: what it said stands, and is shown to be old. `why` holds no secret. */
export const noteUnreachable = (
  database: Pick<Queryable, 'run'>,
  org: number,
  source: string,
  now: Date,
  why: string,
): Promise<number> =>
  database.run(sql`
    insert into nightjar.discovery (org, source, tried_at, failure)
    values (${org}, ${source}, ${now}, ${why.slice(0, 1000)})
    on conflict (org, source) do update set tried_at = excluded.tried_at, failure = excluded.failure`);
