import type { Ref } from '@nightjar/descriptors/ref';
import { sql } from '@nightjar/kernel/database/sql';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Reader } from '@nightjar/kernel/projection/reader';
import type { Match, Meant } from './events.ts';
import { rules, unmapped } from './projection.ts';

export type RuleRow = {
  readonly org: number;
  readonly rule: string;
  readonly pos: number;
  readonly source: string;
  readonly match: Match;
  readonly meant: Meant;
  readonly set_by: string;
  readonly set_at: Date;
  readonly removed: boolean;
};

export type DefaultRow = {
  readonly org: number;
  readonly source: string;
  readonly pos: number;
  readonly service: Ref | null;
  readonly environment: string | null;
  readonly set_by: string;
  readonly set_at: Date;
};

type Source = Pick<Kernel, 'database' | 'projections'>;

/** What people have said since a position, of every organisation. */
export const saidAfter = async (
  { database, projections }: Source,
  pos: number,
): Promise<{ readonly rules: readonly RuleRow[]; readonly defaults: readonly DefaultRow[] }> => {
  const [said, usual] = await Promise.all([
    database.many<RuleRow>(
      sql`select * from ${projections.table(rules, 'rule')} where pos > ${pos} order by pos`,
    ),
    database.many<DefaultRow>(
      sql`select * from ${projections.table(rules, 'usual')} where pos > ${pos} order by pos`,
    ),
  ]);
  return { rules: said, defaults: usual };
};

export const rulesOf = (reader: Reader): Promise<RuleRow[]> =>
  reader.many<RuleRow>(sql`
    select * from ${reader.table(rules, 'rule')} where org = ${reader.caller.org} and not removed
    order by source, set_at desc, rule`);

export const defaultsOf = (reader: Reader): Promise<DefaultRow[]> =>
  reader.many<DefaultRow>(sql`
    select * from ${reader.table(rules, 'usual')}
    where org = ${reader.caller.org} and (service is not null or environment is not null) order by source`);

export type UnmappedRow = {
  readonly source: string;
  readonly join_name: string;
  readonly kept: boolean;
  readonly spelled: string;
  readonly names: readonly string[];
  readonly reports: number;
  readonly last: Date;
  readonly examples: readonly string[];
};

/** What nobody could place, the latest first. */
export const unmappedOf = (
  reader: Reader,
  { source, offset, limit }: { source: string | undefined; offset: number; limit: number },
): Promise<UnmappedRow[]> =>
  reader.many<UnmappedRow>(sql`
    select source, join_name, kept, spelled, names, reports, last, examples from ${reader.table(unmapped, 'said')}
    where org = ${reader.caller.org} and source = coalesce(${source ?? null}, source)
    order by last desc, source, join_name, value limit ${limit} offset ${offset}`);

/** Which sources have reported anything that is listed, so that a source of the API is told from one that nobody knows. */
export const heardOf = async (reader: Reader, source: string): Promise<boolean> =>
  (await reader.one(sql`
    select 1 as one from ${reader.table(unmapped, 'said')} where org = ${reader.caller.org} and source = ${source} limit 1`)) !==
  undefined;
