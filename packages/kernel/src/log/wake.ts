import type { Database } from '../database/database.ts';

const channel = 'nightjar_log';
/** Wake-ups within this time go out as one: a NOTIFY takes a lock at commit that all of the cluster shares. */
const coalesceMs = 10;
/** After the listening connection was lost: a house that only reads sends nothing that would make it try again. */
const relistenMs = 1000;

/**
 * Tells readers that the log has grown: those of this process at once, other processes by a coalesced NOTIFY from a
 * connection of its own, never from the append's transaction. A lost wake-up costs a poll, nothing else.
 */
export const wakeUps = (database: Database, onListening: () => Promise<void>) => {
  const listeners = new Set<(pos: number) => void>();
  let newest = 0;
  let timer: NodeJS.Timeout | null = null;
  let again: NodeJS.Timeout | null = null;
  let closed = false;
  let connection: Awaited<ReturnType<Database['connect']>> | null = null;
  let connecting = false;

  const tell = (pos: number): void => {
    for (const listener of listeners) listener(pos);
  };

  const listenLater = (): void => {
    if (closed) return;
    again ??= setTimeout(() => {
      again = null;
      void listen();
    }, relistenMs);
  };

  const listen = async (): Promise<void> => {
    if (connecting || connection !== null || closed) return;
    connecting = true;
    let unfinished: Awaited<ReturnType<Database['connect']>> | undefined;
    try {
      const fresh = await database.connect();
      unfinished = fresh;
      fresh.on('notification', ({ payload }) => {
        const pos = Number(payload);
        if (pos > newest) tell(pos);
      });
      fresh.on('end', () => {
        if (connection === fresh) connection = null;
        listenLater();
      });
      await fresh.query(`listen ${channel}`);
      await onListening();
      connection = fresh;
      if (closed) await fresh.end();
    } catch {
      // Polling goes on meanwhile.
      void unfinished?.end().catch(() => {});
      listenLater();
    } finally {
      connecting = false;
    }
  };

  const send = async (): Promise<void> => {
    const pos = newest;
    await listen();
    await connection?.query('select pg_notify($1, $2)', [channel, String(pos)]).catch(() => {});
    // What came while this one was under way goes out as the next.
    timer = newest > pos && !closed ? setTimeout(() => void send(), coalesceMs) : null;
  };

  return {
    start: listen,
    grown: (pos: number): void => {
      newest = Math.max(newest, pos);
      tell(pos);
      timer ??= setTimeout(() => void send(), coalesceMs);
    },
    onGrown: (listener: (pos: number) => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async (): Promise<void> => {
      closed = true;
      for (const pending of [timer, again]) if (pending !== null) clearTimeout(pending);
      await connection?.end().catch(() => {});
    },
  };
};
