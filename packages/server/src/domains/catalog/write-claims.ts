import type { Ref } from '@nightjar/descriptors/ref';
import type { Queryable } from '@nightjar/kernel/database/database';
import { asRows } from '@nightjar/kernel/database/recordset';
import { sql } from '@nightjar/kernel/database/sql';
import { type Claim, hashOf } from './claim.ts';
import type { Version } from './fold.ts';

/** A claim that another word of its source, at position `pos`, took the place of, or took back. */
export type Ended = { readonly claim: Claim; readonly until: string; readonly pos: number };

export type Withdrawal = { readonly since: string; readonly pos: number };

/** One entity of a batch: the version stored before it, those it makes, and what becomes of its claims. */
export type Case = {
  readonly ref: Ref;
  readonly stored: Version | null;
  readonly versions: readonly Version[];
  /** Those that stand after it and did not before. */
  readonly said: readonly Claim[];
  readonly ended: readonly Ended[];
  /** By the source that took its word back: where it last did. */
  readonly withdrawn: ReadonlyMap<string, Withdrawal>;
};

const rowOf = (entity: Ref, claim: Claim) => ({
  entity,
  source: claim.source,
  reader: claim.reader,
  pos: claim.pos,
  at: claim.at,
  recorded_at: claim.recordedAt,
  since: claim.since,
  actor: claim.actor,
  name: claim.name,
  confidence: claim.confidence,
  line: claim.line,
  says: JSON.stringify(claim.says),
});

const columns =
  'entity text, source text, reader text, pos bigint, at timestamptz, recorded_at timestamptz, since timestamptz, actor text, name text, confidence float8, line int, says text';

const writeFormer = async (tx: Queryable, org: number, cases: readonly Case[]): Promise<void> => {
  const ended = cases.flatMap(({ ref, ended: list }) =>
    list.map(({ claim, until, pos }) => ({ ...rowOf(ref, claim), until, ended: pos })),
  );
  if (ended.length === 0) return;
  await tx.run(sql`
    insert into former (org, entity, source, reader, pos, ended, at, recorded_at, since, until, actor, name, confidence, line, says)
    select ${org}, r.entity, r.source, r.reader, r.pos, r.ended, r.at, r.recorded_at, r.since, r.until, r.actor, r.name,
      r.confidence, r.line, r.says::json
    from ${asRows(ended, `${columns}, until timestamptz, ended bigint`)}`);
};

const writeWithdrawn = async (tx: Queryable, org: number, cases: readonly Case[]): Promise<void> => {
  const gone = cases.flatMap(({ ref, withdrawn }) =>
    [...withdrawn].map(([source, it]) => ({ entity: ref, source, ...it })),
  );
  if (gone.length === 0) return;
  const rows = asRows(gone, 'entity text, source text, pos bigint, since timestamptz');
  await tx.run(sql`delete from claim c using ${rows}
    where c.org = ${org} and c.entity = r.entity and c.source = r.source`);
  await tx.run(sql`
    insert into withdrawn (org, entity, source, pos, since) select ${org}, r.entity, r.source, r.pos, r.since from ${rows}
    on conflict (org, entity, source) do update set pos = excluded.pos, since = excluded.since`);
};

/** What each source says now, and what it said before: the tables `claim`, `former` and `withdrawn`. */
export const writeClaims = async (tx: Queryable, org: number, cases: readonly Case[]): Promise<void> => {
  await writeFormer(tx, org, cases);
  await writeWithdrawn(tx, org, cases);
  const said = cases.flatMap(({ ref, said: claims }) =>
    claims.map((claim) => ({ ...rowOf(ref, claim), origin: claim.origin, hash: hashOf(claim) })),
  );
  if (said.length === 0) return;
  await tx.run(sql`
    insert into claim (org, entity, source, origin, reader, pos, at, recorded_at, since, actor, name, confidence, line, hash, says)
    select ${org}, r.entity, r.source, r.origin, r.reader, r.pos, r.at, r.recorded_at, r.since, r.actor, r.name, r.confidence, r.line,
      r.hash, r.says::json
    from ${asRows(said, `${columns}, origin text, hash text`)}
    on conflict (org, entity, source) do update set
      origin = excluded.origin, reader = excluded.reader, pos = excluded.pos, at = excluded.at, recorded_at = excluded.recorded_at,
      since = excluded.since, actor = excluded.actor, name = excluded.name, confidence = excluded.confidence,
      line = excluded.line, hash = excluded.hash, says = excluded.says`);
};
