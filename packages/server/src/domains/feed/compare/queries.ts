import { sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { type Asked, askedBy, parsed } from '../asked.ts';
import { type Budget, look, usualBudget } from '../density/looks.ts';
import type { Slice } from '../density/steps.ts';
import { scaleOf } from '../density/tally.ts';
import { totalsOf } from '../density/totals.ts';
import { inView } from '../view.ts';
import type { View } from '../wire.ts';
import { differencesOf, type Pair } from './decide.ts';
import type { Comparison } from './wire.ts';

type Window = { readonly from: number; readonly to: number };

type Wish = {
  readonly query: string;
  readonly view: View;
  readonly here: Window;
  readonly there: Window;
  readonly now: Date;
};

/** Names told of each sort. */
const most = 30;
/** Where a window holds too much to be looked at whole, so many pieces of it are looked at in part. */
const pieces = 64;

const cut = ({ from, to }: Window, count: number): Slice[] => {
  const bounds = Array.from({ length: count + 1 }, (_, n) => Math.round(from + ((to - from) * n) / count));
  return bounds
    .slice(1)
    .map((end, n) => ({ n, from: bounds[n] ?? from, to: end }))
    .filter((slice) => slice.from < slice.to);
};

type Count = {
  readonly n: number;
  readonly of: 'looked' | 'all' | 'kind' | 'service' | 'actor';
  readonly name: string;
  readonly count: number;
  readonly oldest: Date | null;
};

const countsIn = async (reader: Reader, asked: Asked, slices: readonly Slice[], budget: Budget) => {
  const { rows, most: looked } = await look(reader, asked, slices, budget);
  const counts = await reader.many<Count>(sql`
    with r as materialized (${rows}), m as materialized (select * from r where matches)
    select n, 'looked' as of, '' as name, count(*)::int as count, min(at) as oldest from r group by n
    union all select n, 'all', '', count(*)::int, null from m group by n
    union all select n, 'kind', kind, count(*)::int, null from m group by n, kind
    union all select n, 'service', s.name, count(*)::int, null from m cross join unnest(services) as s (name) group by n, s.name
    union all select n, 'actor', a.name, count(*)::int, null from m cross join unnest(actors) as a (name)
      where a.name not in ('bot', 'human') group by n, a.name`);
  return { counts, looked };
};

/** By how much the counts of each slice fall short, where only its newest `most` were looked at. */
const scales = async (
  reader: Reader,
  asked: Asked,
  slices: readonly Slice[],
  counts: readonly Count[],
  most: number,
): Promise<ReadonlyMap<number, number>> => {
  const seen = new Map(
    counts.filter(({ of }) => of === 'looked').map(({ n, count, oldest }) => [n, { count, oldest }] as const),
  );
  const full = slices.filter(({ n }) => (seen.get(n)?.count ?? 0) >= most);
  const totals = asked.names.services === null ? await totalsOf(reader, full) : new Map<number, number>();
  return new Map(
    full.map(({ n, from, to }) => {
      const { count = 0, oldest } = seen.get(n) ?? {};
      const looked = { n, looked: count, oldest: oldest?.getTime() ?? from };
      return [n, scaleOf(looked, most, { from, to, total: totals.get(n) ?? null })] as const;
    }),
  );
};

type Names = { readonly all: number; readonly of: (sort: Count['of']) => ReadonlyMap<string, number> };

/** What is in a window, counted by name; estimated where there is too much to be looked at. */
const namesIn = async (
  reader: Reader,
  asked: Asked,
  window: Window,
  budget: Budget,
): Promise<Names & { readonly partial: boolean }> => {
  const slices = cut(window, pieces);
  const { counts, looked } = await countsIn(reader, asked, slices, budget);
  const scale = looked === null ? null : await scales(reader, asked, slices, counts, looked);
  const of = (sort: Count['of']): ReadonlyMap<string, number> => {
    const sums = new Map<string, number>();
    for (const { n, name, count } of counts.filter((it) => it.of === sort))
      sums.set(name, (sums.get(name) ?? 0) + count * (scale?.get(n) ?? 1));
    return new Map([...sums].map(([name, sum]) => [name, Math.round(sum)]));
  };
  return { of, all: of('all').get('') ?? 0, partial: (scale?.size ?? 0) > 0 };
};

const pairsOf = (here: ReadonlyMap<string, number>, there: ReadonlyMap<string, number>): Pair[] =>
  [...new Set([...here.keys(), ...there.keys()])].map((name) => ({
    name,
    here: here.get(name) ?? 0,
    there: there.get(name) ?? 0,
  }));

const told = ({ from, to }: Window, count: number) => ({
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
  count,
});

/** What differs between two windows, by service, kind and actor. */
export const compare = async (
  reader: Reader,
  wish: Wish,
  budget: Budget = usualBudget,
): Promise<Comparison> => {
  const asked = askedBy(inView(wish.view, parsed(wish.query)), wish.now);
  const here = await namesIn(reader, asked, wish.here, budget);
  const there = await namesIn(reader, asked, wish.there, budget);
  const partial = here.partial || there.partial;
  const differences = (of: Count['of']) => differencesOf(pairsOf(here.of(of), there.of(of)), partial, most);
  return {
    here: told(wish.here, here.all),
    there: told(wish.there, there.all),
    services: differences('service'),
    kinds: differences('kind'),
    actors: differences('actor'),
    partial,
    position: reader.position,
    stale: reader.stale,
  };
};
