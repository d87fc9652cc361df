import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { connect } from '@nightjar/sdk/connect';
import { slackServer } from '@nightjar/server/providers/slack/testing/slack-server';
import { expect, test } from 'vitest';
import { slackSettings } from '../canned/slack.ts';
import { ownServer, token } from '../enemy/testing/own-server.ts';

const demo = new URL('../../tools/demo/main.ts', import.meta.url).pathname;

const loadInto = async (url: string): Promise<string> => {
  const args = [demo, '--url', url, '--token', token, '--changes', '600'];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return stdout;
};

test('the demo pages about checkout: the diagnosis names the deploy that did it, and so does the thread of the page', async () => {
  await using slack = await slackServer();
  await using database = await testDatabase();
  await using server = await ownServer(database.url, undefined, slackSettings(slack));
  // Whoever pages the channel besides has written there before the demo's own alert comes.
  const thread = slack.page(
    '[FIRING:1] CheckoutErrors: a tenth of the checkouts fail (checkout prod critical)',
  );
  const printed = await loadInto(server.url());
  const nightjar = connect({ url: server.url(), token });

  // The alert that fires, where the last lines say that it is.
  const id = /\/alerts\/(\S+)/.exec(printed)?.[1] ?? '';
  expect(await nightjar.alerts.get(decodeURIComponent(id))).toMatchObject({
    state: 'firing',
    severity: 'critical',
    services: ['checkout'],
    environment: 'prod',
    title: expect.stringContaining('CheckoutErrors'),
  });

  const told = await nightjar.diagnoses.ask({ service: 'checkout', env: 'prod' });
  expect(told).toMatchObject({ service: 'checkout', signal: 'errors', verdict: 'change', dated: true });
  expect(told.suspects[0]).toMatchObject({
    title: 'Deploy pricing v812',
    service: 'pricing',
    kind: 'deploy',
  });
  expect(told.suspects[0]?.probability ?? 0).toBeGreaterThan(0.5);
  expect(told.owner?.name).toBe('money');
  expect(told.services[0]?.service).toBe('pricing');

  // What runs is what was deployed last, and the versions before it count up to it.
  expect(await nightjar.catalog.entity('pricing')).toMatchObject({
    versions: [{ environment: 'prod', version: 'v812' }],
  });
  const { changes: deploys } = await nightjar.changes.list({
    q: 'service:pricing kind:deploy source:ci',
    limit: 200,
  });
  const versions = deploys.map(({ version }) => Number(version?.slice(1)));
  expect(versions.length).toBeGreaterThan(3);
  expect(versions).toEqual(versions.map((_, nth) => 813 - nth));

  // Somebody is paged, and the channel with them.
  await expect.poll(() => slack.said(), { timeout: 15_000 }).toHaveLength(1);
  const [said] = slack.said();
  expect(said).toMatchObject({
    thread_ts: thread,
    text: expect.stringMatching(/^checkout in prod: Deploy pricing v812 \(\d+ %\)$/),
  });
  const lines = JSON.stringify(said?.blocks);
  expect(lines).toMatch(/\*1\.\* <https:\/\/nightjar\.example\/[^|]+\|Deploy pricing v812> · \*\d+ %\*/);
  expect(lines).toMatch(/Owner: <[^|]+\|money>/);

  // Loaded again it would move the ends of what stands there: it says so, and writes nothing.
  const before = await nightjar.changes.list({ limit: 200 });
  expect(await loadInto(server.url())).toContain('nothing was written now');
  expect((await nightjar.changes.list({ limit: 200 })).changes).toEqual(before.changes);
}, 60_000);
