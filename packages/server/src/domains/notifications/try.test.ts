import { testDatabase } from '@nightjar/kernel/testing/database';
import { expect, test } from 'vitest';
import { pagerduty } from '../../providers/pagerduty/index.ts';
import { slack } from '../../providers/slack/index.ts';
import { botToken, json, limited, slackServer } from '../../providers/slack/testing/slack-server.ts';
import { teams } from '../../providers/teams/index.ts';
import { answered, webhookServer } from '../../providers/testing/webhook-server.ts';
import { notificationsHouse } from './testing/house.ts';

const key = '/workflows/4a3/invoke?sig=sentinelOfTheWorkflow';
const token = 'sentinelOfPagerDuty00';

/** Slack with a channel that is there and one that is not, and a vendor that takes whatever is sent. */
const scene = async () => {
  const stack = new AsyncDisposableStack();
  const slackAt = stack.use(await slackServer());
  const vendor = stack.use(await webhookServer(answered(202, {})));
  const database = stack.use(await testDatabase({ connections: 4 }));
  const state = { now: Date.now() };
  const house = stack.use(
    await notificationsHouse(database, {
      clock: { now: () => new Date(state.now) },
      providers: [
        slack({
          botToken,
          appToken: null,
          signingSecrets: [],
          channels: ['C0PAGES', 'C0GONE'],
          apiUrl: slackAt.apiUrl,
          base: null,
        }),
        teams({ webhook: new URL(key, vendor.url), base: null }),
        pagerduty({ url: vendor.url, token, from: 'ops@acme.example', base: null }),
      ],
    }),
  );
  /** As if the last one were long ago. */
  const tested = (place: string, more: object = {}) => {
    state.now += 60_000;
    return house.tested({ place, ...more });
  };
  return { slackAt, vendor, house, tested, [Symbol.asyncDispose]: () => stack.disposeAsync() };
};

test('a test stands in the channel; what keeps it is told in the vendor\u2019s word, with what to do', async () => {
  await using it = await scene();
  const { slackAt, house, tested } = it;
  expect(await tested('slack C0PAGES')).toMatchObject({
    title: 'Slack, channel C0PAGES',
    outcome: 'ok',
    code: 'ok',
  });
  expect(slackAt.said()).toMatchObject([{ text: expect.stringContaining('a test of Nightjar') }]);
  expect(await tested('slack C0GONE')).toMatchObject({
    outcome: 'refused',
    code: 'channel_not_found',
    says: expect.stringContaining('/invite @Nightjar'),
  });
  expect(await house.places()).toMatchObject([
    { place: 'slack C0GONE', code: 'channel_not_found' },
    {},
    {},
    {},
  ]);
  slackAt.mischief(() => json({ ok: false, error: 'invalid_auth' }));
  expect(await tested('slack C0PAGES')).toMatchObject({ code: 'invalid_auth' });
  slackAt.mischief(() => limited(7));
  expect(await tested('slack C0PAGES')).toMatchObject({
    outcome: 'limited',
    says: expect.stringContaining('7 s'),
  });
  slackAt.mischief(() => json({ ok: false, error: `about_${'x'.repeat(80)}` }));
  expect(await tested('slack C0PAGES')).toMatchObject({ outcome: 'unreachable' });
  slackAt.mischief(() => undefined);
  expect(await tested('slack C0PAGES')).toMatchObject({ outcome: 'ok' });
  expect((await house.places()).filter(({ state }) => state !== 'fine')).toMatchObject([
    { place: 'slack C0GONE' },
  ]);
}, 90_000);

test('Teams and PagerDuty say what they answered; no secret is told', async () => {
  await using it = await scene();
  const { vendor, house, tested } = it;
  const all = [await tested('teams')];
  expect(JSON.stringify(vendor.asked[0]?.body)).toContain('a test of Nightjar');
  vendor.answers.push(
    answered(404, `no ${key}`),
    answered(401),
    answered(200, { note: { id: 'N1' } }),
    answered(404),
  );
  all.push(
    await tested('teams'),
    await tested('pagerduty'),
    await tested('pagerduty', { incident: 'Q0V1PGR0VU2' }),
    await tested('pagerduty', { incident: 'Q0V1PGR0VU3' }),
    await tested('pagerduty'),
  );
  expect(all.map(({ code }) => code)).toEqual([
    'ok',
    'webhook_gone',
    'unauthorized',
    'ok',
    'not_found',
    'ok',
  ]);
  expect(vendor.asked[3]).toMatchObject({
    path: '/incidents/Q0V1PGR0VU2/notes',
    body: { note: { content: expect.stringContaining('a test of Nightjar') } },
  });
  expect(all.at(-1)?.['says']).toContain('--incident');
  const told = JSON.stringify([all, await house.facts(['PlaceTroubled'])]) + house.logged();
  for (const secret of ['sentinelOfTheWorkflow', token, botToken]) expect(told).not.toContain(secret);
}, 90_000);

test('a key of PagerDuty that may not even say who it is has neither been refused nor shown to be well', async () => {
  await using it = await scene();
  const { vendor, house, tested } = it;
  const stands = async () => (await house.places()).find(({ place }) => place === 'pagerduty');
  const before = await stands();
  vendor.answers.push(answered(403));
  expect(await tested('pagerduty')).toMatchObject({
    code: 'ok',
    says: expect.stringContaining('--incident'),
  });
  expect(await stands()).toEqual(before);
  vendor.answers.push(answered(403));
  await tested('pagerduty', { incident: 'Q0V1PGR0VU2' });
  vendor.answers.push(answered(401));
  await tested('pagerduty');
  const refused = await stands();
  expect(refused).not.toEqual(before);
  // Knowing the key again is not to be able to write.
  expect(await tested('pagerduty')).toMatchObject({ code: 'ok' });
  expect(await stands()).toEqual(refused);
}, 90_000);

test('who may not, what is no place, and a second test at once are refused', async () => {
  await using it = await scene();
  const { house, vendor } = it;
  expect(await house.tested({ place: 'teams' }, 'read')).toMatchObject({ status: 403 });
  expect(await house.tested({ place: 'slack C0OTHER' })).toMatchObject({
    code: 'notifications.unknown-place',
  });
  expect(vendor.asked).toEqual([]);
  expect(await house.tested({ place: 'teams' })).toMatchObject({ outcome: 'ok' });
  expect(await house.tested({ place: 'teams' })).toMatchObject({ code: 'notifications.too-soon' });
}, 90_000);
