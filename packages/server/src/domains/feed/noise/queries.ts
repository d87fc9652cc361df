import { type Sql, sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { sameName } from '../../../change/names.ts';
import { standing } from '../memory.ts';
import { changes } from '../projection.ts';
import { shapeOf } from '../shape.ts';
import { type Part, suggest } from './suggest.ts';
import type { NoiseReport, SourceNoise } from './wire.ts';

/** Titles are looked at of so many of a source's latest changes, and the most frequent are named. */
const latest = 200;
const named = 5;
const mostSources = 50;

type Wish = { readonly days: number; readonly source?: string | undefined; readonly now: Date };

/** The rows that are reported on. */
const recent = (reader: Reader, since: Date, source: string | undefined): Sql => sql`
  select * from ${reader.table(changes, 'change')}
  where org = ${reader.caller.org}::int and at >= ${since.toISOString()}::timestamptz
    and (${source ?? null}::text is null or source = ${source ?? null}::text)`;

const partsOf = (reader: Reader, rows: Sql): Promise<Part[]> =>
  reader.many<Part>(sql`
    select source, kind,
      case when cardinality(actors) = 0 then 'nobody' when 'bot' = any(actors) then 'robots' else 'people' end as by,
      count(*)::int as changes,
      count(*) filter (where priority = 'low')::int as low,
      count(distinct bundle) filter (where priority <> 'low')::int as bundles,
      (count(distinct bundle) filter (where priority <> 'low')
        + count(*) filter (where priority <> 'low' and bundle is null))::int as lines
    from (${rows}) r group by 1, 2, 3`);

type Repeated = SourceNoise['repeated'];

/** What the titles of a source's latest changes look like, names and numbers aside. */
const repeatedIn = async (reader: Reader, rows: Sql): Promise<ReadonlyMap<string, Repeated>> => {
  const picked = await reader.many<{ id: string; source: string }>(sql`
    select id, source from (
      select id, source, row_number() over (partition by source order by at desc, id desc) as nth from (${rows}) r
    ) n where nth <= ${latest}`);
  const told = await standing(
    reader,
    reader.table(changes, 'state'),
    picked.map(({ id }) => id),
  );
  const bySource = Map.groupBy([...told.values()], ({ change }) => sameName(change.source));
  return new Map(
    [...bySource].map(([source, its]) => {
      const shapes = Map.groupBy(its, ({ change }) => shapeOf(change, true));
      const counted = [...shapes].map(([title, same]) => ({ title, times: same.length, of: its.length }));
      const often = counted.filter(({ times }) => times > 1).sort((a, b) => b.times - a.times);
      return [source, often.slice(0, named)];
    }),
  );
};

const sum = (parts: readonly Part[], of: 'changes' | 'lines' | 'low' | 'bundles'): number =>
  parts.reduce((whole, part) => whole + part[of], 0);

/** How noisy each source was in the last days, the one with the most lines first. */
export const noise = async (reader: Reader, { days, source, now }: Wish): Promise<NoiseReport> => {
  const since = new Date(now.getTime() - days * 86_400_000);
  const rows = recent(reader, since, source === undefined ? undefined : sameName(source));
  const parts = await partsOf(reader, rows);
  const repeated = await repeatedIn(reader, rows);
  const sources = [...Map.groupBy(parts, (part) => part.source)].map(([name, its]): SourceNoise => {
    const all = sum(its, 'changes');
    const robots = sum(
      its.filter(({ by }) => by === 'robots'),
      'changes',
    );
    return {
      source: name,
      changes: all,
      lines: sum(its, 'lines'),
      low: sum(its, 'low'),
      bundles: sum(its, 'bundles'),
      byRobots: all === 0 ? 0 : robots / all,
      repeated: repeated.get(name) ?? [],
      rule: suggest(its),
    };
  });
  const loudest = sources.sort((a, b) => b.lines - a.lines || b.changes - a.changes);
  return { since: since.toISOString(), sources: loudest.slice(0, mostSources) };
};
