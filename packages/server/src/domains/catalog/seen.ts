import type { Ref } from '@nightjar/descriptors/ref';
import { type Sql, sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';

/** A source, or an edge of an entity: `about` as `nightjar.sighting` has it. */
export type Seen = {
  readonly entity: Ref;
  readonly source: string;
  readonly about: string;
  /** Null: at some time before the instant, nobody knows when. */
  readonly last_seen: Date | null;
};

const upTo = (at: Date | null): string => at?.toISOString() ?? 'infinity';

/** Sightings `s` that had begun by the instant (null: now). */
export const begun = (at: Date | null): Sql => sql`s.first_seen <= ${upTo(at)}::timestamptz`;

/**
 * The last of sightings `s` by the instant (null: now), an aggregate. Only the first and the last are kept: what was seen again since
 * was last seen at some time between, so the answer is null rather than the instant itself.
 */
export const lastBy = (at: Date | null): Sql =>
  sql`case when max(s.last_seen) <= ${upTo(at)}::timestamptz then max(s.last_seen) end`;

/** When each source last saw the entities themselves (`about` empty) and their edges, as known at the instant (null: now). */
export const sightings = (
  reader: Reader,
  refs: readonly Ref[],
  abouts: readonly string[],
  at: Date | null,
): Promise<Seen[]> =>
  reader.many<Seen>(sql`
    select s.entity, s.source, s.about, ${lastBy(at)} as last_seen
    from nightjar.sighting s
    where s.org = ${reader.caller.org} and s.entity = any(${refs}::text[]) and s.about = any(${abouts}::text[]) and ${begun(at)}
    group by s.entity, s.source, s.about`);

/** The last of several; null where there are none, or where of one of them it is not known when. */
export const latest = (seen: readonly Pick<Seen, 'last_seen'>[]): string | null => {
  const times = seen.map(({ last_seen }) => last_seen?.getTime() ?? Number.NaN);
  const last = Math.max(...times);
  return Number.isFinite(last) ? new Date(last).toISOString() : null;
};
