import { testDatabase } from '@nightjar/kernel/testing/database';
import { expect, test } from 'vitest';
import { teams } from '../../providers/teams/index.ts';
import { answered, webhookServer } from '../../providers/testing/webhook-server.ts';
import { diagnosed, notificationsHouse, suspect, until } from './testing/house.ts';

const key = '/workflows/4a3/triggers/manual/paths/invoke?sig=sentinelOfTheWorkflow';

const scene = async ({ paceMs = 10 } = {}) => {
  const stack = new AsyncDisposableStack();
  const server = stack.use(await webhookServer(answered(202)));
  const database = stack.use(await testDatabase({ connections: 4 }));
  const provider = teams({
    webhook: new URL(key, server.url),
    base: new URL('https://nightjar.example'),
    paceMs,
  });
  const house = stack.use(await notificationsHouse(database, { providers: [provider] }));
  return { server, house, [Symbol.asyncDispose]: () => stack.disposeAsync() };
};

type Card = {
  readonly attachments: readonly {
    readonly contentType: string;
    readonly content: { readonly version: string };
  }[];
};

test('one card at the page, and one more where the verdict is another at the end', async () => {
  await using it = await scene();
  const { server, house } = it;
  const first = diagnosed('dgn_1', { title: '[click](https://evil.example) <at>all</at>' });
  const rounds = [
    first,
    { ...first, round: 2, after: 1, verdict: 'unknown' as const },
    { ...first, round: 3, after: 5, suspects: [suspect(2)] },
    { ...first, round: 4, after: 15, verdict: 'not a change' as const, suspects: [] },
    { ...first, round: 5, after: 15 },
  ];
  for (const round of rounds) {
    await house.made(round);
    await house.settled();
  }
  expect(server.asked.map(({ method, path }) => [method, path])).toEqual([
    ['POST', key],
    ['POST', key],
  ]);
  const [card, again] = server.asked.map(({ body }) => body as Card);
  expect(card?.attachments[0]).toMatchObject({
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: {
      type: 'AdaptiveCard',
      version: '1.4',
      actions: [{ url: 'https://nightjar.example/diagnoses/dgn_1' }],
    },
  });
  const text = JSON.stringify(card);
  expect(text).toContain('Probably one of these changes (82 %).');
  expect(text).toContain('Deploy pricing v811');
  // No block that reads markdown.
  expect(text).not.toContain('"TextBlock"');
  expect(text.length).toBeLessThan(28_000);
  expect(JSON.stringify(again)).toContain('Changed: Nothing plausible changed');
});

test('the same verdict at the end makes no second card', async () => {
  await using it = await scene();
  await it.house.made(diagnosed('dgn_1'));
  await it.house.settled();
  await it.house.made(diagnosed('dgn_1', { round: 4, after: 15 }));
  await it.house.settled();
  expect(it.server.asked).toHaveLength(1);
});

test('a webhook that limits, fails in the text of a 200, or is gone', async () => {
  await using it = await scene();
  const { server, house } = it;
  server.answers.push(
    answered(429, '', { 'retry-after': '1' }),
    answered(
      200,
      'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 500',
    ),
    answered(404, 'gone'),
  );
  await house.made(diagnosed('dgn_1'));
  await until(
    () => server.asked,
    (all) => all.length === 4,
    20_000,
  );
  await house.settled();
  expect(await house.places()).toMatchObject([{ place: 'teams', state: 'fine', told: 1, hears: false }]);
  const facts = JSON.stringify(await house.facts(['PlaceTroubled', 'DiagnosisTold', 'PlaceRecovered']));
  expect(facts).toContain('webhook_gone');
  expect(facts + house.logged()).not.toContain('sentinelOfTheWorkflow');
}, 40_000);

test('pages that come at once are told in one card', async () => {
  await using it = await scene({ paceMs: 800 });
  const { server, house } = it;
  await house.made(...Array.from({ length: 20 }, (_, nth) => diagnosed(`dgn_${nth}`)));
  await until(
    () => house.facts(['DiagnosisTold']),
    (facts) => facts.length === 20,
    15_000,
  );
  // Those who come while a card is being sent may be few enough to be told one by one.
  expect(server.asked.length).toBeLessThanOrEqual(6);
  const all = JSON.stringify(server.asked);
  for (let nth = 0; nth < 20; nth += 1) expect(all).toContain(`/diagnoses/dgn_${nth}"`);
}, 30_000);
