import type { Ref } from '@nightjar/descriptors/ref';
import { type Sql, sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import type { Claim } from './claim.ts';
import { type Standing, stands } from './fold.ts';
import { type ClaimRow, claimIn, claimsOf, lastOf } from './memory.ts';
import { entities } from './projection.ts';

const columns = sql`c.entity, c.source, c.reader, c.pos, c.at, c.recorded_at, c.since, c.actor, c.name, c.confidence, c.line, c.says`;

/** The claims about an entity of which one condition holds while they stand, another once they have ended. */
const claimsWhere = async (reader: Reader, ref: Ref, standing: Sql, ended: Sql): Promise<Claim[]> => {
  const mine = sql`c.org = ${reader.caller.org} and c.entity = ${ref}`;
  const rows = await reader.many<ClaimRow>(sql`
    select ${columns}, c.origin from ${reader.table(entities, 'claim')} c where ${mine} and ${standing}
    union all
    select ${columns}, null from ${reader.table(entities, 'former')} c where ${mine} and ${ended}`);
  return rows.map(claimIn);
};

/** What each source said of it at the instant (null: now), the latest recorded first. */
export const claimsAt = async (reader: Reader, ref: Ref, at: Date | null): Promise<Claim[]> => {
  const claims =
    at === null
      ? [
          ...((await claimsOf(reader, reader.table(entities, 'claim'), reader.caller.org, [ref]))
            .get(ref)
            ?.values() ?? []),
        ]
      : await claimsWhere(
          reader,
          ref,
          sql`c.since <= ${at}`,
          // Both are in the index: of 5,000 that have ended only those that stood then are read.
          sql`c.until > ${at} and c.since <= ${at}`,
        );
  return claims.sort((a, b) => b.pos - a.pos);
};

/** The position of the last fact that counts at the instant; 0 before anybody spoke. */
export const positionAt = async (reader: Reader, ref: Ref, at: Date): Promise<number> => {
  const mine = sql`c.org = ${reader.caller.org} and c.entity = ${ref}`;
  const [claim, former] = [reader.table(entities, 'claim'), reader.table(entities, 'former')];
  const row = await reader.one<{ pos: number | null }>(sql`
    select greatest(
      (select max(c.pos) from ${claim} c where ${mine} and c.since <= ${at}),
      (select max(c.pos) from ${former} c where ${mine} and c.until > ${at} and c.since <= ${at}),
      (select c.ended from ${former} c where ${mine} and c.until <= ${at} order by c.until desc, c.ended desc limit 1)) as pos`);
  return row?.pos ?? 0;
};

const claimsAfter = async (reader: Reader, ref: Ref, pos: number): Promise<ReadonlyMap<string, Claim>> => {
  const claims = await claimsWhere(
    reader,
    ref,
    sql`c.pos <= ${pos}`,
    sql`c.ended > ${pos} and c.pos <= ${pos}`,
  );
  return new Map(claims.map((claim) => [claim.source, claim]));
};

/** What stood of an entity after all facts up to a position that the model has applied, from which its facts may be folded on. */
export const standingAfter = async (reader: Reader, ref: Ref, pos: number): Promise<Standing> => {
  const claims = await claimsAfter(reader, ref, pos);
  const ended = await reader.one<{ ended: number; until: Date }>(sql`
    select c.ended, c.until from ${reader.table(entities, 'former')} c
    where c.org = ${reader.caller.org} and c.entity = ${ref} and c.ended <= ${pos} order by c.ended desc limit 1`);
  // What has gone is still what it was when it went.
  const before =
    claims.size > 0 || ended === undefined
      ? null
      : stands(await claimsAfter(reader, ref, ended.ended - 1)).version;
  const { version } = stands(claims, before);
  const times = [...claims.values()].map(({ since }) => since);
  const last = lastOf([ended?.until.toISOString() ?? '', ...times]);
  return { claims, version, last };
};
