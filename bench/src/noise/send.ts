import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import type { ServerUnderTest } from '../server/start.ts';
import type { Sent } from './sent.ts';

const connections = 32;

export type Taken = { readonly observations: number; readonly duplicates: number; readonly position: number };

/** Sends all of it, one request each, in order as far as several connections keep one; a sender that is told to wait does. */
export const send = async ({ address, token }: ServerUnderTest, all: readonly Sent[]): Promise<Taken> => {
  const pool = new Pool(address, { connections });
  let next = 0;
  let observations = 0;
  let duplicates = 0;
  let position = 0;

  const post = async ({ path, headers, body }: Sent): Promise<void> => {
    for (;;) {
      const right = path === '/hooks/github' ? {} : { authorization: `Bearer ${token}` };
      const answer = await pool.request({ path, method: 'POST', headers: { ...headers, ...right }, body });
      const said = (await answer.body.json()) as {
        position: number;
        status: string;
        results?: { status: string }[];
      };
      if (answer.statusCode === 429) {
        await sleep(1000 * Number(answer.headers['retry-after'] ?? 1));
        continue;
      }
      if (answer.statusCode >= 300)
        throw new Error(`${path} answered ${answer.statusCode}: ${JSON.stringify(said)}`);
      const status = said.results?.[0]?.status ?? said.status;
      if (status === 'recorded') observations += 1;
      else if (status === 'duplicate') duplicates += 1;
      else throw new Error(`${path} answered ${JSON.stringify(said)}`);
      position = Math.max(position, said.position);
      return;
    }
  };
  const sender = async (): Promise<void> => {
    for (let one = all[next++]; one !== undefined; one = all[next++]) await post(one);
  };
  await Promise.all(Array.from({ length: connections }, sender));
  await pool.close();
  return { observations, duplicates, position };
};
