import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from '@nightjar/kernel/database/sql';
import { expect, test } from 'vitest';
import { enemyDatabase, nothingLeft } from './testing/nothing-left.ts';
import { ownServer, token } from './testing/own-server.ts';

nothingLeft();

const authorization = `Bearer ${token}`;

test('a server killed while secrets are made and retired lets in whom it answered so, and nobody it retired', async () => {
  await using database = await enemyDatabase();
  await using server = await ownServer(database.url);
  const path = '/api/v1/sources/github/secrets';
  const ask = async (method: 'POST' | 'DELETE', at: string): Promise<Record<string, string> | null> => {
    try {
      const answer = await fetch(`${server.url()}${at}`, { method, headers: { authorization } });
      return answer.ok ? ((await answer.json()) as Record<string, string>) : null;
    } catch {
      return null;
    }
  };
  const pings = async (secret: string, delivery: string): Promise<number> => {
    const body = '{"zen":"Keep it logically awesome."}';
    const answer = await fetch(`${server.url()}/hooks/github`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-github-event': 'ping',
        'x-github-delivery': delivery,
        'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
      },
      body,
    });
    return answer.status;
  };

  const holds = new Map<string, string>();
  const retired: string[] = [];
  let going = true;
  let turns = 0;
  const turning = async (): Promise<void> => {
    while (going) {
      const made = await ask('POST', path);
      if (made !== null) holds.set(made['id'] ?? '', made['secret'] ?? '');
      const [oldest] = holds;
      if (holds.size > 2 && oldest !== undefined) {
        // From here on it is not known whether it holds, until that is answered.
        holds.delete(oldest[0]);
        if ((await ask('DELETE', `${path}/${oldest[0]}`)) !== null) retired.push(oldest[1]);
      }
      if (made === null) await sleep(20);
      turns += 1;
    }
  };
  const turned = turning();
  for (let kill = 0; kill < 4; kill += 1) {
    for (const wanted = turns + 5; turns < wanted; ) await sleep(5);
    await sleep(Math.random() * 40);
    await server.kill();
    await server.start();
    // Requests that the kill cut short leave secrets that stand and that nobody knows: make room for others.
    const standing = await database.many<{ id: string }>(sql`select id from nightjar.secret where in_force`);
    for (const { id } of standing) if (!holds.has(id)) await ask('DELETE', `${path}/${id}`);
  }
  going = false;
  await turned;
  await server.kill();
  await server.start();

  for (const [id, secret] of holds) expect([id, await pings(secret, id)]).toEqual([id, 202]);
  for (const [nth, secret] of retired.slice(-10).entries()) expect(await pings(secret, `r-${nth}`)).toBe(401);
  expect(holds.size).toBeGreaterThan(0);
  expect(retired.length).toBeGreaterThan(0);
  const page = await fetch(`${server.url()}/api/v1/sources/github`, { headers: { authorization } });
  const { secrets } = (await page.json()) as { secrets: { id: string; is: string }[] };
  const rows = await database.many<{ id: string }>(sql`select id from nightjar.secret where in_force`);
  expect(new Set(rows.map(({ id }) => id))).toEqual(
    new Set(secrets.filter(({ is }) => is === 'open').map(({ id }) => id)),
  );
}, 120_000);
