import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { connect } from '@nightjar/sdk/connect';
import { slackServer } from '@nightjar/server/providers/slack/testing/slack-server';
import { expect, test } from 'vitest';
import { alertmanagerTo } from '../canned/alertmanager.ts';
import { slackSettings } from '../canned/slack.ts';
import { ownServer, token } from '../enemy/testing/own-server.ts';

const demo = new URL('../../tools/demo/main.ts', import.meta.url).pathname;

test('after the demo, the diagnosis of its bad night names the deploy that did it, and so does the thread of the page', async () => {
  await using slack = await slackServer();
  await using database = await testDatabase();
  await using server = await ownServer(database.url, undefined, slackSettings(slack));
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

  // Somebody is paged, and the channel with them.
  const page = slack.page('[FIRING:1] CheckoutErrors (checkout prod critical)');
  const fires = await alertmanagerTo({ address: server.url(), token });
  await fires('CheckoutErrors', 'checkout', {
    startsAt: new Date().toISOString(),
    labels: { alertname: 'CheckoutErrors', service: 'checkout', env: 'prod', severity: 'critical' },
  });
  await expect.poll(() => slack.said(), { timeout: 10_000 }).toHaveLength(1);
  const [said] = slack.said();
  expect(said).toMatchObject({
    thread_ts: page,
    text: expect.stringMatching(/^checkout in prod: Deploy pricing v812 \(\d+ %\)$/),
  });
  const lines = JSON.stringify(said?.blocks);
  expect(lines).toMatch(/\*1\.\* <https:\/\/nightjar\.example\/[^|]+\|Deploy pricing v812> · \*\d+ %\*/);
  expect(lines).toMatch(/Owner: <[^|]+\|money>/);
}, 60_000);
