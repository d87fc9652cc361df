import type { Ref } from '@nightjar/descriptors/ref';
import { sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';

/** A source, or an edge of an entity: `about` as `nightjar.sighting` has it. */
export type Seen = {
  readonly entity: Ref;
  readonly source: string;
  readonly about: string;
  readonly last_seen: Date;
};

/** When each source last saw the entities themselves (`about` empty) and their edges, as known at the instant (null: now). */
export const sightings = (
  reader: Reader,
  refs: readonly Ref[],
  abouts: readonly string[],
  at: Date | null,
): Promise<Seen[]> => {
  const upTo = at?.toISOString() ?? 'infinity';
  return reader.many<Seen>(sql`
    select s.entity, s.source, s.about, least(s.last_seen, ${upTo}::timestamptz) as last_seen
    from nightjar.sighting s
    where s.org = ${reader.caller.org} and s.entity = any(${refs}::text[]) and s.about = any(${abouts}::text[])
      and s.first_seen <= ${upTo}::timestamptz`);
};

export const latest = (times: readonly Date[]): string | null =>
  times.length === 0 ? null : new Date(Math.max(...times.map((it) => it.getTime()))).toISOString();
