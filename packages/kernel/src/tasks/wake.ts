import type pg from 'pg';
import type { Database } from '../database/database.ts';

const channel = 'nightjar_task';
const lingerMs = 10;

export type Wake = {
  /** Tells the other processes, within 10 ms or so and without a promise. */
  readonly tell: (topics: readonly string[]) => void;
  readonly listen: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/**
 * Hints between processes, on a connection of its own. Never a NOTIFY in the transaction that enqueues: a commit with one
 * takes a lock over the whole cluster, and all such commits queue behind each other. Hints are gathered for 10 ms and may
 * be lost; polling is the truth, so a failure here is only slower and is not reported.
 */
export const openWake = (database: Database, onWoken: (topics: readonly string[]) => void): Wake => {
  let connection: Promise<pg.Client> | undefined;
  let gathered = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let again: NodeJS.Timeout | undefined;
  let listening = false;
  let closed = false;

  const connect = async (): Promise<pg.Client> => {
    const client = await database.connect();
    const lost = () => {
      connection = undefined;
      if (listening && !closed) again = setTimeout(() => void connected().catch(lost), 1000);
    };
    client.on('end', lost);
    client.on('notification', ({ processId, payload }) => {
      if (processId !== (client as unknown as { processID: number }).processID)
        onWoken((payload ?? '').split('\n'));
    });
    if (listening) await client.query(`listen ${channel}`);
    return client;
  };
  const connected = (): Promise<pg.Client> => {
    connection ??= connect().catch((error) => {
      connection = undefined;
      throw error;
    });
    return connection;
  };

  const send = async (): Promise<void> => {
    timer = undefined;
    const topics = [...gathered].join('\n').slice(0, 7900);
    gathered = new Set();
    const client = await connected();
    await client.query('select pg_notify($1, $2)', [channel, topics]);
  };

  return {
    tell: (topics) => {
      for (const topic of topics) gathered.add(topic);
      if (!closed) timer ??= setTimeout(() => void send().catch(() => {}), lingerMs);
    },
    listen: async () => {
      listening = true;
      const opened = connection;
      const client = await connected();
      if (opened !== undefined) await client.query(`listen ${channel}`);
    },
    close: async () => {
      closed = true;
      clearTimeout(again);
      if (timer !== undefined) {
        clearTimeout(timer);
        await send().catch(() => {});
      }
      await connection?.then((client) => client.end()).catch(() => {});
    },
  };
};
