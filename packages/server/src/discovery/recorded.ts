import type { Reader } from '@nightjar/descriptors/description';
import type { Queryable } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';

/** What a row of nightjar.discovery is called: `kubernetes:cluster prod`. Sources of claims begin with it. */
export const sourceOf = (by: Reader, origin: string): string => `${by}:${origin}`;

type Reached = { readonly org: number; readonly source: string; readonly at: Date; readonly seen: number };

/** The source was read, and all of it. */
export const reached = (db: Queryable, { org, source, at, seen }: Reached): Promise<number> =>
  db.run(sql`
    insert into nightjar.discovery as d (org, source, reached_at, tried_at, failure, seen)
    values (${org}, ${source}, ${at}, ${at}, null, ${seen})
    on conflict (org, source) do update
    set reached_at = excluded.reached_at, tried_at = excluded.tried_at, failure = null, seen = excluded.seen`);

type Missed = { readonly org: number; readonly source: string; readonly at: Date; readonly why: string };

/** The source was not read, or not all of it: what was seen before stands, and shows how old it is. */
export const missed = (db: Queryable, { org, source, at, why }: Missed): Promise<number> =>
  db.run(sql`
    insert into nightjar.discovery as d (org, source, reached_at, tried_at, failure, seen)
    values (${org}, ${source}, null, ${at}, ${why}, null)
    on conflict (org, source) do update set tried_at = excluded.tried_at, failure = excluded.failure`);

type Place = { readonly org: number; readonly owner: string; readonly name: string };

/** What a discoverer kept under the name, undefined where it kept nothing. */
export const recall = async (db: Queryable, { org, owner, name }: Place): Promise<unknown> =>
  (
    await db.one<{ value: unknown }>(sql`
      select value from nightjar.kept where org = ${org} and owner = ${owner} and name = ${name}`)
  )?.value;

export const keep = (db: Queryable, { org, owner, name }: Place, value: unknown): Promise<number> =>
  db.run(sql`
    insert into nightjar.kept (org, owner, name, value)
    values (${org}, ${owner}, ${name}, ${JSON.stringify(value)}::jsonb)
    on conflict (org, owner, name) do update set value = excluded.value, kept_at = clock_timestamp()`);
