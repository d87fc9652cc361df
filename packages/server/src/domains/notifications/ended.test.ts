import { testDatabase } from '@nightjar/kernel/testing/database';
import { expect, test } from 'vitest';
import { slack } from '../../providers/slack/index.ts';
import { botToken, slackServer } from '../../providers/slack/testing/slack-server.ts';
import { diagnosed, notificationsHouse, until as untilWithin } from './testing/house.ts';

/** A Slack, and a house that tells it; more than `postsPerSecond` messages are refused. */
const scene = async ({
  paceMs = 20,
  ...more
}: {
  readonly paceMs?: number;
  readonly postsPerSecond?: number;
} = {}) => {
  const stack = new AsyncDisposableStack();
  const server = stack.use(await slackServer(more));
  const database = stack.use(await testDatabase({ connections: 4 }));
  const provider = slack({
    botToken,
    appToken: null,
    signingSecrets: [],
    channels: ['C0PAGES'],
    apiUrl: server.apiUrl,
    base: new URL('https://nightjar.example'),
    paceMs,
    patienceMs: 0,
  });
  const house = stack.use(await notificationsHouse(database, { providers: [provider] }));
  return { server, house, [Symbol.asyncDispose]: () => stack.disposeAsync() };
};

/** A busy machine takes its time. */
const until: typeof untilWithin = (ask, holds) => untilWithin(ask, holds, 40_000);

const shown = (message: { readonly blocks?: unknown } | undefined): string => JSON.stringify(message?.blocks);

const nothing = { verdict: 'not a change', probability: 0.1, suspects: [] } as const;

test('that it has ended, or is a part of another page, stands in the one message', async () => {
  await using it = await scene();
  const { server, house } = it;
  const first = diagnosed('dgn_1');
  const ended = { is: 'ended', at: '2026-03-01T03:05:00.000Z', afterMs: 14 * 60_000 } as const;
  // Nobody was told yet: then nothing is written for that alone.
  house.know(first);
  await house.stands('dgn_1', { is: 'open' });
  await house.settled();
  expect(server.calls('chat.postMessage')).toEqual([]);

  await house.made(first, diagnosed('dgn_2'));
  await until(server.said, (all) => all.length === 2);
  await house.stands('dgn_1', ended);
  const of = (id: string) =>
    shown(server.said().find((said) => shown(said).includes(`/diagnoses/${id}|PricingErrors`)));
  await until(
    () => of('dgn_1'),
    (text) =>
      text.includes('Resolved at ') &&
      text.includes('2026-03-01 03:05 UTC') &&
      text.includes('after 14 min.'),
  );
  // A round that is late says it as well, and a page that goes on does no longer.
  await house.made({ ...first, ...nothing, round: 2, after: 1 });
  await until(
    () => of('dgn_1'),
    (text) => text.includes('Nothing plausible changed') && text.includes('after 14 min.'),
  );
  await house.stands('dgn_1', { is: 'open' });
  await until(
    () => of('dgn_1'),
    (text) => !text.includes('Resolved'),
  );
  await house.stands('dgn_2', { is: 'merged', title: 'PricingErrors dgn_1', address: '/diagnoses/dgn_1' });
  await until(
    () => of('dgn_2'),
    (text) =>
      text.includes('a part of another page') && text.includes('https://nightjar.example/diagnoses/dgn_1|'),
  );
  await house.settled();
  expect(server.calls('chat.postMessage')).toHaveLength(2);
  const edits = server.calls('chat.update').length;
  // The same again, as after a restart.
  await house.stands('dgn_2', { is: 'merged', title: 'PricingErrors dgn_1', address: '/diagnoses/dgn_1' });
  await house.settled();
  expect(server.calls('chat.update')).toHaveLength(edits);
}, 120_000);

test('a page of a digest that has ended is marked in its line', async () => {
  await using it = await scene({ paceMs: 1050, postsPerSecond: 1 });
  const { server, house } = it;
  await house.made(...Array.from({ length: 12 }, (_, nth) => diagnosed(`dgn_${nth}`)));
  const told = await until(
    () => house.facts(['DiagnosisTold']),
    (facts) => new Set(facts.map(({ data }) => (data as { diagnosis: string }).diagnosis)).size === 12,
  );
  const member = told.find(({ data }) => (data as { digest: boolean }).digest)?.data as { diagnosis: string };
  const posts = server.calls('chat.postMessage').length;
  await house.stands(member.diagnosis, { is: 'ended', at: '2026-03-01T03:05:00.000Z', afterMs: 90_000 });
  const text = await until(
    () => server.said().map(shown).join(''),
    (all) => all.includes('resolved after'),
  );
  expect(text.split('resolved after')).toHaveLength(2);
  expect(server.calls('chat.postMessage')).toHaveLength(posts);
}, 120_000);
