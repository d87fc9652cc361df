import type { Ref } from '@nightjar/descriptors/ref';
import { sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import type { Claim } from './claim.ts';
import { isReadFrom } from './read-from.ts';
import { latest, sightings } from './seen.ts';
import type { EntityPage } from './wire.ts';

/** What keeps an origin from being looked at at this moment, by the sources within it. */
const failures = async (reader: Reader, sources: readonly string[]): Promise<Map<string, string>> => {
  const rows = await reader.many<{ source: string; failure: string }>(sql`
    select s.source, d.failure from unnest(${sources}::text[]) as s (source)
    join nightjar.discovery d on d.org = ${reader.caller.org} and d.failure is not null
      and ${isReadFrom(sql`s.source`)}`);
  return new Map(rows.map(({ source, failure }) => [source, failure]));
};

/** Who says anything about an entity, when they last saw it, and why they cannot look. */
export const sourcesOf = async (
  reader: Reader,
  ref: Ref,
  claims: readonly Claim[],
  at: Date | null,
): Promise<EntityPage['sources']> => {
  const [seen, failing] = await Promise.all([
    sightings(reader, [ref], [''], at),
    at === null
      ? failures(
          reader,
          claims.map(({ source }) => source),
        )
      : new Map<string, string>(),
  ]);
  return claims.map(({ source, reader: by, at: saidAt }) => ({
    source,
    by,
    at: saidAt,
    lastSeen: latest(seen.filter((it) => it.source === source)),
    failure: failing.get(source) ?? null,
  }));
};
