import type { Queryable } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';
import { type Held, heldName } from './held.ts';

const owner = 'catalog.lines';

/** A word that stands, and the line on which it was read last. */
export type Placed = Pick<Held, 'entity' | 'source' | 'pos'> & { readonly line: number };

/** By entity: the position of the word, and its line. Of another word nothing is known by it. */
type Kept = Readonly<Record<string, readonly [pos: number, line: number]>>;

/**
 * Lines of words that were read again elsewhere in their text, by `heldName`; those that are where their fact says are left out,
 * most of the time. A line is no fact: one more at the top of a file would be one for each entity beneath it.
 */
export const movedLines = async (
  from: Pick<Queryable, 'many'>,
  org: number,
  words: readonly Pick<Held, 'entity' | 'source' | 'pos'>[],
): Promise<Map<string, number>> => {
  if (words.length === 0) return new Map();
  const sources = [...new Set(words.map(({ source }) => source))];
  const rows = await from.many<{ name: string; value: Kept }>(sql`
    select k.name, k.value from nightjar.kept k
    where k.org = ${org} and k.owner = ${owner} and k.name = any(${sources}::text[])`);
  const kept = new Map(rows.map(({ name, value }) => [name, value]));
  return new Map(
    words.flatMap((word) => {
      const [pos, line] = kept.get(word.source)?.[word.entity] ?? [];
      return pos === word.pos && line !== undefined ? [[heldName(word), line] as const] : [];
    }),
  );
};

/** Notes where words stand that were read again; `was` is the line that their fact has. */
export const noteLines = async (
  database: Pick<Queryable, 'many' | 'run'>,
  org: number,
  placed: readonly (Placed & { readonly was: number | null })[],
): Promise<void> => {
  const moved = await movedLines(database, org, placed);
  const news = placed.filter((it) => it.line !== (moved.get(heldName(it)) ?? it.was));
  if (news.length === 0) return;
  const rows = [...Map.groupBy(news, ({ source }) => source)]
    // In one order, so that two who write the same rows wait for one another instead of for ever.
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, its]) => ({
      name,
      value: Object.fromEntries(its.map(({ entity, pos, line }) => [entity, [pos, line]])),
    }));
  await database.run(sql`
    insert into nightjar.kept as k (org, owner, name, value)
    select ${org}, ${owner}, r.name, r.value
    from json_to_recordset(${JSON.stringify(rows)}) as r (name text, value jsonb)
    on conflict (org, owner, name) do update set value = k.value || excluded.value, kept_at = clock_timestamp()`);
};
