import pg from 'pg';
import { types } from '../database/database.ts';
import { NotConnected } from './failure.ts';

export type Statement = { readonly name: string; readonly text: string; readonly values: unknown[] };

/**
 * The one connection that appends. Its limits keep a hang from stopping the world: waiting for the log's lock ends after
 * 2 s, a statement after 10 s, and a peer that died is noticed by the server within 2 s.
 */
const options = [
  '-c lock_timeout=2s',
  '-c statement_timeout=10s',
  '-c idle_in_transaction_session_timeout=4s',
  '-c client_connection_check_interval=2s',
  '-c timezone=UTC',
  '-c default_transaction_isolation=read\\ committed',
  '-c plan_cache_mode=force_generic_plan',
].join(' ');

/** Connects when first used and again after each loss. */
export const appendConnection = (url: string) => {
  let client: pg.Client | null = null;

  const connected = async (): Promise<pg.Client> => {
    if (client !== null) return client;
    const fresh = new pg.Client({
      connectionString: url,
      application_name: 'nightjar append',
      types,
      options,
      connectionTimeoutMillis: 5000,
      // Without an answer for this long the peer is gone, whatever TCP says.
      query_timeout: 15_000,
      keepAlive: true,
    });
    const forget = () => {
      if (client === fresh) client = null;
    };
    fresh.on('error', forget);
    fresh.on('end', forget);
    try {
      await fresh.connect();
    } catch (error) {
      throw new NotConnected('The database cannot be reached.', { cause: error });
    }
    client = fresh;
    return fresh;
  };

  return {
    query: async <Row>(statement: Statement): Promise<Row[]> => {
      const current = await connected();
      try {
        return (await current.query(statement)).rows as Row[];
      } catch (error) {
        // A time-out of the driver's own leaves the connection in mid-answer: it is of no more use.
        if (!(error instanceof pg.DatabaseError)) {
          if (client === current) client = null;
          current.end().catch(() => {});
        }
        throw error;
      }
    },
    close: async (): Promise<void> => {
      await client?.end();
    },
  };
};
