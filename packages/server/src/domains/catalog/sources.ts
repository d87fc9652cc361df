import type { Ref } from '@nightjar/descriptors/ref';
import { sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import type { Claim } from './claim.ts';
import { isReadFrom } from './read-from.ts';
import { latest, sightings } from './seen.ts';
import type { EntityPage } from './wire.ts';

/** What keeps each source from being looked at at this moment. */
const failures = async (reader: Reader, claims: readonly Claim[]): Promise<Map<string, string>> => {
  const rows = await reader.many<{ source: string; failure: string }>(sql`
    select c.source, d.failure
    from json_to_recordset(${JSON.stringify(claims.map(({ source, reader: by, origin }) => ({ source, reader: by, origin })))})
      as c (source text, reader text, origin text)
    join nightjar.discovery d on d.org = ${reader.caller.org} and d.failure is not null and ${isReadFrom}`);
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
    at === null ? failures(reader, claims) : new Map<string, string>(),
  ]);
  return claims.map(({ source, reader: by, at: saidAt }) => ({
    source,
    by,
    at: saidAt,
    lastSeen: latest(seen.filter((it) => it.source === source)),
    failure: failing.get(source) ?? null,
  }));
};
