import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { connect } from '@nightjar/sdk/connect';
import { expect, test } from 'vitest';
import { ownServer, token } from '../enemy/testing/own-server.ts';

const demo = new URL('../../tools/demo/main.ts', import.meta.url).pathname;

test('after the demo, the diagnosis of its bad night names the deploy that did it', async () => {
  await using database = await testDatabase();
  await using server = await ownServer(database.url);
  await promisify(execFile)(process.execPath, [
    demo,
    '--url',
    server.url(),
    '--token',
    token,
    '--changes',
    '600',
  ]);
  const nightjar = connect({ url: server.url(), token });
  // What is measured is written every few seconds.
  let told = await nightjar.diagnoses.ask({ service: 'checkout', env: 'prod' });
  for (let tries = 0; tries < 20 && told.verdict === 'unknown'; tries++) {
    await sleep(500);
    // Other words: the same are the same diagnosis for a minute.
    told = await nightjar.diagnoses.ask({ service: `${' '.repeat(tries)}checkout`, env: 'prod' });
  }
  expect(told).toMatchObject({ service: 'checkout', signal: 'errors', verdict: 'change', dated: true });
  expect(told.suspects[0]).toMatchObject({
    title: 'Deploy pricing v812',
    service: 'pricing',
    kind: 'deploy',
  });
  expect(told.suspects[0]?.probability ?? 0).toBeGreaterThan(0.5);
  expect(told.owner?.name).toBe('money');
  expect(told.services[0]?.service).toBe('pricing');
}, 60_000);
