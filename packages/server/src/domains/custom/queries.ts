import { sql } from '@nightjar/kernel/database/sql';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Reader } from '@nightjar/kernel/projection/reader';
import type { WrittenMapping } from './events.ts';
import { customSources } from './projection.ts';

export type CustomRow = {
  readonly org: number;
  readonly name: string;
  readonly pos: number;
  readonly title: string;
  readonly draft: WrittenMapping | null;
  readonly mapping: WrittenMapping | null;
  /** 0 before the first was published. */
  readonly version: number;
  readonly changed_at: Date;
  readonly changed_by: string | null;
};

export const changedAfter = (
  { database, projections }: Pick<Kernel, 'database' | 'projections'>,
  pos: number,
): Promise<CustomRow[]> =>
  database.many<CustomRow>(
    sql`select * from ${projections.table(customSources, 'source')} where pos > ${pos} order by pos`,
  );

export const customOf = (reader: Reader): Promise<CustomRow[]> =>
  reader.many<CustomRow>(
    sql`select * from ${reader.table(customSources, 'source')} where org = ${reader.caller.org} order by name`,
  );

export const customNamed = (reader: Reader, name: string): Promise<CustomRow | undefined> =>
  reader.one<CustomRow>(
    sql`select * from ${reader.table(customSources, 'source')} where org = ${reader.caller.org} and name = ${name}`,
  );
