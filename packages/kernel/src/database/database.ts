import pg from 'pg';
import { type Sql, textOf } from './sql.ts';

/** Something that runs a statement: the pool, or one transaction. */
export type Queryable = {
  readonly many: <Row>(statement: Sql) => Promise<Row[]>;
  /** The first row, or undefined. */
  readonly one: <Row>(statement: Sql) => Promise<Row | undefined>;
  /** Rows touched. */
  readonly run: (statement: Sql) => Promise<number>;
};

export type Database = Queryable & {
  readonly url: string;
  readonly transaction: <Result>(work: (tx: Queryable) => Promise<Result>) => Promise<Result>;
  /** A connection outside the pool, for COPY, LISTEN and cursors; the caller ends it. */
  readonly connect: () => Promise<pg.Client>;
  readonly close: () => Promise<void>;
};

/** `bigint` as a number: positions stay far below 2^53, and a cursor that is a plain number travels everywhere. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8
      ? Number
      : pg.types.getTypeParser(oid, format)) as pg.CustomTypesConfig['getTypeParser'],
};

/** A connection of one's own, asked in the same way as the pool. */
export const queryable = (client: Pick<pg.Pool | pg.ClientBase, 'query'>): Queryable => {
  const query = (statement: Sql) => client.query(textOf(statement), [...statement.values]);
  return {
    many: async <Row>(statement: Sql) => (await query(statement)).rows as Row[],
    one: async <Row>(statement: Sql) => (await query(statement)).rows[0] as Row | undefined,
    run: async (statement) => (await query(statement)).rowCount ?? 0,
  };
};

/**
 * Limits of the product's own connections. A client that hangs while it holds the log's lock must not stop the world:
 * the server notices a dead peer within 2 s and ends an idle transaction after 4 s, so that writers
 * go on within 5.
 */
const limits = [
  '-c statement_timeout=60s',
  '-c lock_timeout=10s',
  '-c idle_in_transaction_session_timeout=4s',
  '-c client_connection_check_interval=2s',
  '-c timezone=UTC',
  // Whatever the database or the role says: checkpoints and appends rest on it.
  '-c default_transaction_isolation=read\\ committed',
].join(' ');

export const openDatabase = (url: string, { connections = 10, name = 'nightjar' } = {}): Database => {
  const settings = { connectionString: url, application_name: name, types, options: limits };
  const pool = new pg.Pool({ ...settings, max: connections, connectionTimeoutMillis: 10_000 });
  // An idle connection that dies is replaced on the next use; without a listener Node would end the process.
  pool.on('error', () => {});
  return {
    url,
    ...queryable(pool),
    transaction: async (work) => {
      const client = await pool.connect();
      let broken: Error | undefined;
      // The pool listens only while it holds the connection itself. One that dies between two statements of a
      // transaction fails the next of them; without a listener Node would end the process.
      const lost = (error: Error): void => {
        broken = error;
      };
      client.on('error', lost);
      try {
        await client.query('begin');
        const result = await work(queryable(client));
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback').catch((failure: Error) => {
          broken = failure;
        });
        throw error;
      } finally {
        client.off('error', lost);
        client.release(broken);
      }
    },
    connect: async () => {
      const client = new pg.Client(settings);
      client.on('error', () => {});
      await client.connect();
      return client;
    },
    close: () => pool.end(),
  };
};
