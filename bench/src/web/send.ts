import { Pool } from 'undici';
import { observation } from '../changes.ts';
import type { ServerUnderTest } from '../server/start.ts';

const batch = 500;
/** As many batches on their way at once. */
const together = 4;

/** Tells the server of so many changes through its API, the last of them just now; answers when the feed holds all. */
export const sendChanges = async (
  { address, token }: Pick<ServerUnderTest, 'address' | 'token'>,
  count: number,
): Promise<void> => {
  await using opened = new AsyncDisposableStack();
  const pool = opened.adopt(
    new Pool(address, {
      connections: together,
      headersTimeout: 300_000,
      bodyTimeout: 300_000,
    }),
    (it) => it.close(),
  );
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const now = Date.now();
  let position = 0;
  let sent = 0;
  const sender = async (): Promise<void> => {
    while (sent < count) {
      const from = sent;
      sent += batch;
      const reports = Array.from({ length: Math.min(batch, count - from) }, (_, n) => ({
        ...observation(from + n),
        at: new Date(now - (count - from - n) * 20_000).toISOString(),
      }));
      const answer = await pool.request({
        path: '/api/v1/changes',
        method: 'POST',
        headers,
        body: JSON.stringify(reports),
      });
      const text = await answer.body.text();
      if (answer.statusCode !== 200) throw new Error(`${answer.statusCode}: ${text.slice(0, 300)}`);
      position = Math.max(position, (JSON.parse(text) as { position: number }).position);
    }
  };
  await Promise.all(Array.from({ length: together }, sender));
  for (let stale = true; stale; ) {
    const read = await pool.request({
      path: `/api/v1/changes?limit=1&min_pos=${position}`,
      method: 'GET',
      headers,
    });
    stale = ((await read.body.json()) as { stale: boolean }).stale;
  }
};
