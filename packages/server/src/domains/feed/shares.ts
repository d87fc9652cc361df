import { sql, textOf } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { changes } from './projection.ts';

/** What the planner's statistics know of the lexemes of a table. */
export type Shares = {
  /** Changes in the table, of all organisations; an estimate. */
  readonly rows: number;
  /** The share of them that has the lexeme; below the rarest one known, that. */
  readonly of: (lexeme: string) => number;
};

/** Statistics change slowly: with new data at a few per cent an hour, minutes of age move no choice of plan. */
const freshMs = 120_000;

type Row = { rows: number; lexemes: string[] | null; shares: number[] | null };

const read = async (reader: Reader): Promise<Shares> => {
  const row = await reader.one<Row>(sql`
    select c.reltuples::float8 as rows, s.most_common_elems::text::text[] as lexemes,
      s.most_common_elem_freqs as shares
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    left join pg_stats s on s.schemaname = n.nspname and s.tablename = c.relname and s.attname = 'words'
    where c.oid = to_regclass(${textOf(reader.table(changes, 'change'))})`);
  const shares = row?.shares ?? [];
  const known = new Map((row?.lexemes ?? []).map((lexeme, index) => [lexeme, shares[index] ?? 0]));
  // The shares end with the least, the greatest and the nulls' (PostgreSQL manual, pg_stats).
  const least = known.size === 0 ? 0 : (shares[known.size] ?? 0);
  return { rows: Math.max(0, row?.rows ?? 0), of: (lexeme) => known.get(lexeme) ?? least };
};

type Kept = { readonly until: number; readonly shares: Promise<Shares> };
const kept = new Map<string, Kept>();

/** The statistics of the live table; one process reads them once in two minutes. */
export const sharesOf = (reader: Reader): Promise<Shares> => {
  const table = textOf(reader.table(changes, 'change'));
  const found = kept.get(table);
  if (found !== undefined && found.until > performance.now()) return found.shares;
  const shares = read(reader);
  if (kept.size > 8) kept.clear();
  kept.set(table, { until: performance.now() + freshMs, shares });
  shares.catch(() => kept.delete(table));
  return shares;
};
