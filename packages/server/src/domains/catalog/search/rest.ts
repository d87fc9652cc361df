import { join, type Sql, sql } from '@nightjar/kernel/database/sql';
import type { Asked } from './asked.ts';
import { candidates } from './candidates.ts';
import { type Listed, list, probe } from './list.ts';
import { beginning, inside, said, wholes } from './patterns.ts';
import { placeOf } from './rank.ts';
import type { Scope } from './scope.ts';

/** Where all that is left is little, the indexes tell it at once. */
const little = 2_000;

/** That a name (`n.name`, as it is spelt for the planner) holds all needles or, where one is too short for the index, begins with them. */
const inName = ({ needles }: Asked, name: Sql): Sql => {
  const patterns = needles.map(inside);
  if (!patterns.includes(null))
    return join(
      patterns.map((any) => sql`${name} like any(${any}::text[])`),
      ' and ',
    );
  const begins = wholes(needles).map((whole) => {
    const { low, high, like } = beginning(whole);
    return sql`(${name} >= ${low}::text and ${name} < ${high}::text and n.name || '' like ${like})`;
  });
  return begins.length === 0 ? sql`false` : sql`(${join(begins, ' or ')})`;
};

/** The same question as a filter: what was ranked is left out, and nothing is ranked. */
const unranked = ({ name, n }: Scope, asked: Asked, ranked: readonly string[]): Asked => {
  const words = sql`e.words @@ (select ${asked.needles.map(said).join(' & ')}::tsquery)`;
  // Of one entity the few names are asked: an index of all names by what is in them, once a row, takes a minute for 4,000.
  const ofOne = inName(asked, sql`(n.name || '')`);
  const ofAny = inName(asked, sql`n.name`);
  return {
    ...asked,
    where: sql`(${asked.where}) and e.ref <> all(${ranked}::text[])
      and (${words} or exists (select from ${name} n where ${n} and n.ref = e.ref and ${ofOne}))`,
    necessary: sql`(${words} or e.ref = any(array(select n.ref from ${name} n where ${n} and ${ofAny})))`,
  };
};

/**
 * What matches and was not among the best that were ranked, in the order of lists: a search of which thousands match goes
 * on to its end. A page may hold fewer than asked for and still have a next.
 */
export const rest = async (
  scope: Scope,
  asked: Asked,
  ranked: readonly string[],
  after: string,
  now: Date,
  limit: number,
): Promise<Listed> => {
  const all = unranked(scope, asked, ranked);
  const few = await probe(scope, all, after, now, little, little);
  const listed: Listed =
    few === null
      ? await list(scope, all, after, now, limit)
      : {
          refs: few.refs.slice(0, limit),
          next: few.refs.length > limit ? (few.refs[limit - 1] ?? null) : null,
          total: few.total,
        };
  if (listed.refs.length === 0) return listed;
  const found = await candidates(scope, asked, sql`select unnest(${listed.refs}::text[])`);
  const meant = new Set(found.flatMap((it) => (placeOf(asked.needles, it) === null ? [] : [it.ref])));
  return { ...listed, refs: listed.refs.filter((ref) => meant.has(ref)) };
};
