import type { Ref } from '@nightjar/descriptors/ref';
import { sql } from '@nightjar/kernel/database/sql';
import type { Recorded } from '@nightjar/kernel/fact';
import type { Log } from '@nightjar/kernel/log/log';
import type { Reader } from '@nightjar/kernel/projection/reader';
import type { Claim } from '../claim.ts';
import { type CatalogFact, entityStream } from '../events.ts';
import { advance, countsFrom, nothing } from '../fold.ts';
import { entities } from '../projection.ts';

/** The last word of each source about an entity at an instant, folded from its facts. */
const claimsThen = async (reader: Reader, log: Log, ref: Ref, at: Date): Promise<Claim[]> => {
  const facts = (await log.stream(
    reader.caller.org,
    entityStream(ref),
  )) as unknown as Recorded<CatalogFact>[];
  const until = at.toISOString();
  let standing = nothing;
  for (const fact of facts) {
    if (countsFrom(standing.version, fact) > until) break;
    standing = advance(standing, fact);
  }
  return [...standing.claims.values()];
};

type Row = {
  source: string;
  reader: Claim['reader'];
  pos: number;
  at: Date;
  recorded_at: Date;
  actor: string | null;
  name: string;
  confidence: number;
  line: number | null;
  text_hash: string | null;
  says: Claim['says'];
};

const claimsNow = async (reader: Reader, ref: Ref): Promise<Claim[]> => {
  const rows = await reader.many<Row>(sql`
    select c.source, c.reader, c.pos, c.at, c.recorded_at, c.actor, c.name, c.confidence, c.line, c.text_hash, c.says
    from ${reader.table(entities, 'claim')} c where c.org = ${reader.caller.org} and c.entity = ${ref}`);
  return rows.map(({ at, recorded_at, text_hash, ...row }) => ({
    ...row,
    at: at.toISOString(),
    recordedAt: recorded_at.toISOString(),
    text: text_hash,
  }));
};

/** Who says what about an entity, at an instant (null: now). */
export const claimsAbout = (reader: Reader, log: Log, ref: Ref, at: Date | null): Promise<Claim[]> =>
  at === null ? claimsNow(reader, ref) : claimsThen(reader, log, ref, at);

/** When each source last saw the entity at work, and why it cannot be read any longer, by source. */
export const sourcesNow = async (
  reader: Reader,
  ref: Ref,
  sources: readonly string[],
  at: Date | null,
): Promise<Map<string, { lastSeen: Date | null; failure: string | null }>> => {
  const { org } = reader.caller;
  const until = at ?? 'infinity';
  const rows = await reader.many<{ source: string; seen: Date | null; failure: string | null }>(sql`
    select wanted.source, least(s.last_seen, ${until}::timestamptz) as seen, d.failure
    from unnest(${sources}::text[]) wanted (source)
    left join nightjar.sighting s on s.org = ${org} and s.entity = ${ref} and s.source = wanted.source and s.about = ''
      and s.first_seen <= ${until}::timestamptz
    left join lateral (
      select d.failure from nightjar.discovery d
      where d.org = ${org} and d.failure is not null
        and (wanted.source = d.source or starts_with(wanted.source, d.source || '/'))
      limit 1) d on true`);
  return new Map(rows.map(({ source, seen, failure }) => [source, { lastSeen: seen, failure }]));
};
