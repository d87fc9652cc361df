import type { Reader, Says } from '@nightjar/descriptors/description';
import type { Ref } from '@nightjar/descriptors/ref';
import type { Queryable } from '@nightjar/kernel/database/database';
import { raw, type Sql, sql } from '@nightjar/kernel/database/sql';
import type { Claim } from './claim.ts';
import type { Standing, State, Version } from './fold.ts';

export type ClaimRow = {
  readonly entity: Ref;
  readonly source: string;
  readonly origin: string | null;
  readonly reader: Reader;
  readonly pos: number;
  readonly at: Date;
  readonly recorded_at: Date;
  readonly since: Date;
  readonly actor: string | null;
  readonly name: string;
  readonly confidence: number;
  readonly line: number | null;
  readonly says: Says;
};

type VersionRow = {
  readonly ref: Ref;
  readonly since: Date;
  readonly pos: number;
  readonly state: State;
  readonly readers: readonly Reader[];
  readonly contested: boolean;
  readonly body: string;
  /** When any source last took its word back. */
  readonly left: Date | null;
};

export const claimIn = (row: ClaimRow): Claim => ({
  source: row.source,
  origin: row.origin,
  reader: row.reader,
  pos: row.pos,
  at: row.at.toISOString(),
  recordedAt: row.recorded_at.toISOString(),
  since: row.since.toISOString(),
  actor: row.actor,
  name: row.name,
  confidence: row.confidence,
  line: row.line,
  says: row.says,
});

/** The claims that stand about each entity, by source. `claim` is the table's name. */
export const claimsOf = async (
  from: Pick<Queryable, 'many'>,
  claim: Sql,
  org: number,
  refs: readonly Ref[],
): Promise<Map<Ref, Map<string, Claim>>> => {
  const all = new Map<Ref, Map<string, Claim>>();
  if (refs.length === 0) return all;
  const rows = await from.many<ClaimRow>(sql`
    select c.entity, c.source, c.origin, c.reader, c.pos, c.at, c.recorded_at, c.since, c.actor, c.name, c.confidence, c.line, c.says
    from ${claim} c where c.org = ${org} and c.entity = any(${refs}::text[])`);
  for (const row of rows) {
    const claims = all.get(row.entity) ?? new Map<string, Claim>();
    all.set(row.entity, claims.set(row.source, claimIn(row)));
  }
  return all;
};

const versionIn = ({ ref: _, left: __, since, ...row }: VersionRow): Version => ({
  since: since.toISOString(),
  ...row,
});

/** ISO 8601; empty where there are none. */
export const lastOf = (times: readonly string[]): string => times.toSorted().at(-1) ?? '';

/** What is remembered of entities, within the model's schema; those unknown are left out. */
export const standings = async (
  tx: Queryable,
  org: number,
  refs: readonly Ref[],
): Promise<Map<Ref, Standing>> => {
  const claims = await claimsOf(tx, raw('claim'), org, refs);
  const rows = await tx.many<VersionRow>(sql`
    select e.ref, e.since, e.pos, e.state, e.readers, e.contested, e.body::text as body,
      (select max(w.since) from withdrawn w where w.org = e.org and w.entity = e.ref) as left
    from entity e where e.org = ${org} and e.ref = any(${refs}::text[]) and e.until = 'infinity'`);
  return new Map(
    rows.map((row) => {
      const said = claims.get(row.ref) ?? new Map<string, Claim>();
      const version = versionIn(row);
      const times = [...said.values()].map(({ since }) => since);
      const last = lastOf([version.since, row.left?.toISOString() ?? '', ...times]);
      return [row.ref, { claims: said, version, last }];
    }),
  );
};
