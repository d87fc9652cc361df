import type { Queryable } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';

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
