import { sql } from '@nightjar/kernel/database/sql';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { connect } from '@nightjar/sdk/connect';
import type { NewSignals } from '@nightjar/sdk/wire';
import { slackServer } from '@nightjar/server/providers/slack/testing/slack-server';
import { expect, test } from 'vitest';
import { alertmanagerTo } from '../canned/alertmanager.ts';
import { smallLandscape } from '../canned/landscape.ts';
import { slackSettings } from '../canned/slack.ts';
import { ownServer, token } from '../enemy/testing/own-server.ts';

const minute = 60_000;
/** Two points a minute for the last hour; from five minutes ago on it is `sick`. */
const measured = (service: string, now: number, usual: number, sick: number): NewSignals[number] => ({
  service,
  environment: 'prod',
  signal: 'errors',
  stat: 'share',
  points: Array.from({ length: 118 }, (_, n): [number, number] => {
    const at = now - (117 - n) * (minute / 2);
    return [at, (at > now - 5 * minute ? sick : usual) * (0.9 + (n % 7) / 35)];
  }),
});

const soon = { timeout: 10_000, interval: 50 };

test('from Alertmanager to the thread of its page in Slack: one message, edited as rounds come', async () => {
  await using slack = await slackServer();
  await using database = await testDatabase();
  await using server = await ownServer(database.url, undefined, slackSettings(slack));
  const nightjar = connect({ url: server.url(), token });
  const now = Date.now();
  for (const said of smallLandscape(now)) await nightjar.catalog.describe(said);
  await nightjar.changes.send({
    kind: 'deploy',
    phase: 'finished',
    title: 'Deploy pricing v812',
    services: ['pricing'],
    environment: 'prod',
    at: new Date(now - 7 * minute).toISOString(),
  });
  await nightjar.signals.send([measured('pricing', now, 0.002, 0.2), measured('checkout', now, 0.004, 0.15)]);
  await expect.poll(async () => (await nightjar.signals.series()).series, soon).toHaveLength(2);
  const fires = await alertmanagerTo({ address: server.url(), token }, now);
  const labels = (alertname: string, service: string) => ({
    labels: { alertname, service, severity: 'critical', env: 'prod' },
  });
  const groups = async (state: string): Promise<readonly object[]> => {
    const answer = await fetch(`${server.url()}/api/v1/alerts/groups?state=${state}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return ((await answer.json()) as { readonly groups: readonly object[] }).groups;
  };
  const shown = (): string => JSON.stringify(slack.said()[0]?.blocks ?? '');

  // Whoever pages tells the channel as well, beside chatter of others.
  slack.page('[RESOLVED] SearchErrors', { bot: 'B0PAGER' });
  const page = slack.page('[FIRING:1] PricingErrors (critical)');
  await fires('PricingErrors', 'pricing', labels('PricingErrors', 'pricing'));
  await expect.poll(() => slack.said(), soon).toHaveLength(1);
  expect(slack.said()[0]).toMatchObject({ thread_ts: page, edits: 0 });
  expect(shown()).toMatch(/\*1\.\* <https:\/\/nightjar\.example\/[^|]+\|Deploy pricing v812>/);
  expect(shown()).toContain('growth');
  expect(shown()).toContain('Round 1, at the page');

  // Who calls it fires as well: of the same cause, and nothing more is said.
  await fires('CheckoutErrors', 'checkout', labels('CheckoutErrors', 'checkout'));
  await expect.poll(() => groups('open'), soon).toMatchObject([{ count: 2 }]);

  // A minute passes.
  const passed = await database.run(sql`update nightjar.task set run_at = clock_timestamp()
    where topic = 'diagnosis.round' and payload ->> 'after' = '1'`);
  expect(passed).toBe(1);
  await expect.poll(() => shown(), soon).toContain('Round 2, 1 min after the page');
  expect(slack.said()).toMatchObject([{ thread_ts: page, edits: 1 }]);

  const ended = { status: 'resolved', endsAt: new Date().toISOString() };
  await fires('PricingErrors', 'pricing', { ...labels('PricingErrors', 'pricing'), ...ended });
  await fires('CheckoutErrors', 'checkout', { ...labels('CheckoutErrors', 'checkout'), ...ended });
  await expect.poll(() => groups('ended'), soon).toMatchObject([{ count: 2, firing: 0 }]);
  expect(slack.said()).toHaveLength(1);
  expect(slack.calls('chat.postMessage')).toHaveLength(1);
}, 60_000);
