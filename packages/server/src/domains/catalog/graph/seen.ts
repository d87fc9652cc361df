import { sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import type { Need } from './need.ts';

/** Between two references there is one edge, so they name it. */
export const pairOf = ({ from, to }: Pick<Need, 'from' | 'to'>): string => `${from}\n${to}`;

/**
 * When each of these edges was last seen by what looks at what runs, by `pairOf`. Of the past only the last time is known:
 * an edge that is still seen today was seen at the instant, if it had been seen before.
 */
export const edgesSeen = async (
  reader: Reader,
  edges: readonly Need[],
  at: Date | null,
): Promise<Map<string, Date>> => {
  const looked = edges.filter(({ observed }) => observed);
  if (looked.length === 0) return new Map();
  const until = at ?? 'infinity';
  const rows = await reader.many<{ n: number; seen: Date }>(sql`
    select wanted.n::int, max(least(sighting.last_seen, ${until}::timestamptz)) as seen
    from unnest(${looked.map(({ from }) => from)}::text[], ${looked.map(({ to }) => to)}::text[])
      with ordinality as wanted (entity, other, n)
    join nightjar.sighting on sighting.org = ${reader.caller.org} and sighting.entity = wanted.entity
      and sighting.about in ('calls ' || wanted.other, 'dependsOn ' || wanted.other, 'consumesApi ' || wanted.other)
    where sighting.first_seen <= ${until}::timestamptz
    group by wanted.n`);
  return new Map(
    rows.flatMap(({ n, seen }) => {
      const edge = looked[n - 1];
      return edge === undefined ? [] : [[pairOf(edge), seen] as const];
    }),
  );
};
