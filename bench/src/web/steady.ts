import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { observation } from '../changes.ts';
import type { ServerUnderTest } from '../server/start.ts';

/** Sends so many changes a second, each of this moment, until it is told to end; answers how many were taken. */
export const steady = (
  { address, token }: Pick<ServerUnderTest, 'address' | 'token'>,
  rate: number,
): { readonly end: () => Promise<number> } => {
  const ending = new AbortController();
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const run = async (): Promise<number> => {
    const pool = new Pool(address, { connections: 8 });
    const began = performance.now();
    const from = Date.now();
    const posted: Promise<boolean>[] = [];
    for (let n = 0; !ending.signal.aborted; n++) {
      const due = (n * 1000) / rate - (performance.now() - began);
      if (due > 0) await sleep(due);
      // Of another run the keys are others.
      const it = observation(n);
      const body = JSON.stringify({ ...it, key: `${it.key}/${from}`, at: new Date().toISOString() });
      const sent = pool.request({ path: '/api/v1/changes', method: 'POST', headers, body });
      posted.push(
        sent.then(async ({ body, statusCode }) => {
          await body.dump();
          return statusCode === 200;
        }),
      );
    }
    const taken = (await Promise.all(posted)).filter(Boolean).length;
    await pool.close();
    return taken;
  };
  const running = run();
  return {
    end: () => {
      ending.abort();
      return running;
    },
  };
};
