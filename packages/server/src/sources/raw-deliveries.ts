import { zstdDecompressSync } from 'node:zlib';
import type { Queryable } from '@nightjar/kernel/database/database';
import { type Sql, sql } from '@nightjar/kernel/database/sql';
import type { RawDelivery } from '@nightjar/kernel/log/log';
import { receivedAtOf } from './stored.ts';

export type StoredDelivery = Omit<RawDelivery, 'source'> & {
  readonly pos: number;
  readonly receivedAt: Date;
};

export type RawRange = {
  readonly org: number;
  readonly source: string;
  readonly since: Date;
  /** The log's head when the reading began: what arrives later was read by today's adapter already. */
  readonly upTo: number;
};

type Row = Omit<StoredDelivery, 'receivedAt'> & { readonly received_at: Date };

/** Bodies are at most 25 MiB each, so few at a time. */
const atOnce = 20;

/** No delivery is larger: a row that claims to hold more is damaged, and must not take the process with it. */
const mostBytes = 2 ** 30;

const within = ({ org, source, since, upTo }: RawRange): Sql =>
  sql`org = ${org} and source = ${source} and received_at >= ${since} and pos <= ${upTo}`;

const stored = ({ received_at, body, ...row }: Row): StoredDelivery => ({
  ...row,
  receivedAt: receivedAtOf(row.headers, received_at),
  body: zstdDecompressSync(body, { maxOutputLength: mostBytes }),
});

/** The one at a position; undefined where its body is kept no more, or never was. */
export const rawDeliveryAt = async (
  database: Queryable,
  { org, source, pos }: { readonly org: number; readonly source: string; readonly pos: number },
): Promise<StoredDelivery | undefined> => {
  const row = await database.one<Row>(
    sql`select pos, delivery, event, headers, received_at, body from nightjar.raw
        where org = ${org} and source = ${source} and pos = ${pos}`,
  );
  return row && stored(row);
};

/** How many there are, and the position of the first. */
export const extentOf = async (
  database: Queryable,
  range: RawRange,
): Promise<{ count: number; first: number }> =>
  (await database.one(
    sql`select count(*) as count, coalesce(min(pos), 0) as first from nightjar.raw where ${within(range)}`,
  )) ?? { count: 0, first: 0 };

/** The deliveries of a source as they arrived, in order of position. */
export async function* rawDeliveries(database: Queryable, range: RawRange): AsyncGenerator<StoredDelivery> {
  for (let after = 0; ; ) {
    const rows = await database.many<Row>(
      sql`select pos, delivery, event, headers, received_at, body from nightjar.raw
          where ${within(range)} and pos > ${after} order by pos limit ${atOnce}`,
    );
    for (const row of rows) yield stored(row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < atOnce) return;
    after = last.pos;
  }
}
