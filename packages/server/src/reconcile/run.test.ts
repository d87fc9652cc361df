import { openKernel } from '@nightjar/kernel/open-kernel';
import { capturedLog } from '@nightjar/kernel/testing/captured-log';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { testDoor } from '@nightjar/kernel/testing/door';
import { expect, test } from 'vitest';
import { Unread } from '../discovery/code-host.ts';
import { feed } from '../domains/feed/index.ts';
import { plainDesk } from '../sources/desk.ts';
import { github } from '../sources/github/index.ts';
import type { Reconciler } from './reconciler.ts';
import { beginReconciliation, reconciliation } from './run.ts';

const reconciler = (name: string, run: Reconciler['run'], everyMs = 200): Reconciler => ({
  name,
  source: 'github',
  origin: `github.com/${name}`,
  everyMs,
  withinMs: 1000,
  run,
});

const house = async (url: string, reconcilers: readonly Reconciler[]) => {
  const { logger } = capturedLog();
  const parts = { reconcilers, readers: [github], backMs: 3_600_000, desk: () => plainDesk({}) };
  const domain = reconciliation(parts);
  const kernel = await openKernel({ url, logger, domains: [feed, domain], connections: 4, graceMs: 3000 });
  await kernel.start();
  await beginReconciliation(kernel, parts);
  return { kernel, domain };
};

test('each comes round by itself, in one process at a time, and how it stands can be asked', async () => {
  await using database = await testDatabase();
  let running = 0;
  let most = 0;
  let looks = 0;
  const fine = reconciler('acme', async ({ to }) => {
    looks += 1;
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 50));
    running -= 1;
    return { fetched: [], upTo: to };
  });
  const refused = reconciler('revoked', async () => {
    throw new Unread('it does not accept the token', 'now', { is: 'refused' });
  });
  const never = reconciler('later', () => new Promise(() => {}), 600_000);
  const one = await house(database.url, [fine, refused, never]);
  const other = await house(database.url, [fine, refused]);
  await expect.poll(() => looks, { timeout: 10_000 }).toBeGreaterThan(3);
  expect(most).toBe(1);
  await using door = await testDoor({}, (http) => void one.domain.routes?.(http, one.kernel));
  const ask = async (right: string) =>
    door.http.inject({ url: '/api/v1/reconcilers', headers: { authorization: `Bearer ${right}` } });
  expect((await ask('read')).json().reconcilers).toMatchObject([
    { name: 'revoked', state: 'refused', why: 'it does not accept the token', cursor: null },
    { name: 'later', state: 'behind', why: 'it has not looked yet', nextAt: null },
    { name: 'acme', source: 'github', origin: 'github.com/acme', state: 'fine', why: null },
  ]);
  expect((await ask('ingest')).statusCode).toBe(403);
  await Promise.all([one, other].map(({ kernel }) => kernel[Symbol.asyncDispose]()));
}, 30_000);
