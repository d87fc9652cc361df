import type { Queryable } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';
import type { About } from './seal.ts';

export type Row = About & {
  readonly sealed: Buffer;
  readonly inForce: boolean;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly expiresAt: Date | null;
};

/** Every secret there is, the newest first: some hundred of them at most. */
export const allRows = (database: Queryable): Promise<Row[]> =>
  database.many<Row>(sql`
    select id, org, owner, name, sealed, in_force as "inForce", created_at as "createdAt", created_by as "createdBy",
           expires_at as "expiresAt"
    from nightjar.secret order by created_at desc, id`);

export const addRow = (database: Queryable, it: Omit<Row, 'createdAt' | 'inForce'>): Promise<number> =>
  database.run(sql`
    insert into nightjar.secret (id, org, owner, name, sealed, in_force, created_by, expires_at)
    values (${it.id}, ${it.org}, ${it.owner}, ${it.name}, ${it.sealed}, false, ${it.createdBy}, ${it.expiresAt})`);

export const enforceRow = (database: Queryable, org: number, id: string): Promise<number> =>
  database.run(sql`update nightjar.secret set in_force = true where org = ${org} and id = ${id}`);

export const removeRows = (database: Queryable, org: number, ids: readonly string[]): Promise<number> =>
  database.run(sql`delete from nightjar.secret where org = ${org} and id = any(${ids})`);

/** Names the log for good, also after a restore. */
export const clusterOf = async (database: Queryable): Promise<string> => {
  const row = await database.one<{ cluster: string }>(sql`select cluster from nightjar.meta`);
  if (row === undefined) throw new Error('The log does not say which it is.');
  return row.cluster;
};
