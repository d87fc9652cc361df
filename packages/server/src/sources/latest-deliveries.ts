import { zstdDecompressSync } from 'node:zlib';
import type { Queryable } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';
import type { StoredDelivery } from './raw-deliveries.ts';
import { receivedAtOf } from './stored.ts';

type Row = Omit<StoredDelivery, 'receivedAt'> & { readonly received_at: Date };

/** Few are shown, and a body is at most this large once it is unpacked. */
const mostBytes = 2 ** 25;

/** The last deliveries that are kept of a source, the latest first. */
export const latestDeliveries = async (
  database: Queryable,
  { org, source, limit }: { readonly org: number; readonly source: string; readonly limit: number },
): Promise<StoredDelivery[]> => {
  const rows = await database.many<Row>(sql`
    select pos, delivery, event, headers, received_at, body from nightjar.raw
    where org = ${org} and source = ${source} order by received_at desc, pos desc limit ${limit}`);
  return rows.map(({ received_at, body, ...row }) => ({
    ...row,
    receivedAt: receivedAtOf(row.headers, received_at),
    body: zstdDecompressSync(body, { maxOutputLength: mostBytes }),
  }));
};
