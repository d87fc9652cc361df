import { raw, sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { stood } from '../instant.ts';
import { entities } from '../projection.ts';
import { whereIn } from '../search/where.ts';

type Wish = {
  readonly query: string;
  /** Only these; all where not given. */
  readonly among?: readonly string[];
  readonly limit: number;
  readonly at: Date | null;
  /** What `-2h` counts from. */
  readonly now: Date;
};

/** The most critical of the entities that match a filter, at most `limit`; `cut` where there are more. */
export const refsMatching = async (
  reader: Reader,
  { query, among, limit, at, now }: Wish,
): Promise<{ refs: ReadonlySet<string>; cut: boolean }> => {
  const rows = await reader.many<{ ref: string }>(sql`
    select e.ref from ${reader.table(entities, 'entity')} e
    where e.org = ${reader.caller.org} and ${stood('e', at)} and e.state <> 'gone'
      and ${among === undefined ? raw('true') : sql`e.ref = any (${among}::text[])`} and ${whereIn(query, now)}
    order by e.tier, e.ref limit ${limit + 1}`);
  return { refs: new Set(rows.slice(0, limit).map(({ ref }) => ref)), cut: rows.length > limit };
};
