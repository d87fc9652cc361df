import type { Clock } from '@nightjar/kernel/clock';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { expect, test } from 'vitest';
import { slack } from '../../providers/slack/index.ts';
import {
  botToken,
  json,
  limited,
  type SlackServer,
  signingSecret,
  slackServer,
} from '../../providers/slack/testing/slack-server.ts';
import { diagnosisTopic } from './parts.ts';
import { tellTopicOf } from './tell-task.ts';
import { diagnosed, notificationsHouse, suspect, until } from './testing/house.ts';

type More = { readonly channels?: string[]; readonly paceMs?: number; readonly patienceMs?: number };

const provider = ({ apiUrl }: SlackServer, more: More = {}) =>
  slack({
    botToken,
    appToken: null,
    signingSecrets: [signingSecret],
    channels: ['C0PAGES'],
    apiUrl,
    base: new URL('https://nightjar.example'),
    paceMs: 20,
    patienceMs: 0,
    ...more,
  });

/** A Slack, a database and a house that tells it, closed in the opposite order. */
const scene = async (more: More & { clock?: Clock } & Parameters<typeof slackServer>[0] = {}) => {
  const stack = new AsyncDisposableStack();
  const server = stack.use(await slackServer(more));
  const database = stack.use(await testDatabase({ connections: 4 }));
  const house = stack.use(
    await notificationsHouse(database, {
      providers: [provider(server, more)],
      ...(more.clock === undefined ? {} : { clock: more.clock }),
    }),
  );
  return { server, database, house, [Symbol.asyncDispose]: () => stack.disposeAsync() };
};

const shown = (message: { readonly blocks?: unknown } | undefined): string => JSON.stringify(message?.blocks);

const nothing = { verdict: 'not a change', probability: 0.1, suspects: [] } as const;

test('a page is told once, and the one message is changed as rounds come', async () => {
  await using it = await scene();
  const { server, house } = it;
  const first = diagnosed('dgn_1');
  await house.made(first);
  const [said] = await until(server.said, (all) => all.length === 1);
  expect(shown(said)).toContain('https://nightjar.example/changes/chg_1|Deploy pricing v811');
  await house.made({ ...first, ...nothing, round: 2, after: 1 });
  const [edited] = await until(server.said, (all) => all[0]?.edits === 1);
  expect(shown(edited)).toContain('Nothing plausible changed');
  // The same round again, as after a restart: nothing is written.
  await house.settled();
  await house.made({ ...first, ...nothing, round: 2, after: 1 });
  await house.settled();
  await house.made({ ...first, round: 3, after: 5, suspects: [suspect(2), suspect(1)] });
  await until(server.said, (all) => all[0]?.edits === 2);
  await house.settled();
  expect(server.calls('chat.postMessage')).toHaveLength(1);
  expect(server.calls('chat.update')).toHaveLength(2);
  expect(await house.places()).toMatchObject([
    { place: 'slack C0PAGES', state: 'fine', told: 1, hears: true },
  ]);
});

test('it answers in the thread of whoever paged the channel, also when they come a moment later', async () => {
  await using it = await scene({ patienceMs: 600 });
  const { server, house } = it;
  house.alert('dgn_1');
  const ts = server.page('[FIRING:1] PricingErrors dgn_1: 5 % of requests fail');
  server.page('[FIRING:1] CheckoutErrors: 5 % of requests fail');
  await house.made(diagnosed('dgn_1'));
  const [said] = await until(server.said, (all) => all.length === 1);
  expect(said?.thread_ts).toBe(ts);

  house.alert('dgn_2');
  await house.made(diagnosed('dgn_2'));
  await until(
    () => server.calls('conversations.history').length,
    (count) => count === 2,
  );
  const later = server.page('[FIRING:1] PricingErrors dgn_2: 5 % of requests fail');
  const [, second] = await until(server.said, (all) => all.length === 2);
  expect(second?.thread_ts).toBe(later);
});

test('what was written before its answer was lost is found, and not written again', async () => {
  await using it = await scene();
  const { server, house } = it;
  house.alert('dgn_2');
  const ts = server.page('PricingErrors dgn_2: 5 % of requests fail');
  for (const id of ['dgn_1', 'dgn_2']) {
    server.loseAnswer('chat.postMessage');
    await house.made(diagnosed(id));
    await until(
      () => house.facts(['DiagnosisTold']),
      (facts) => facts.some(({ data }) => (data as { diagnosis: string }).diagnosis === id),
    );
  }
  expect(server.said().map(({ thread_ts }) => thread_ts)).toEqual([undefined, ts]);
  expect(server.calls('chat.postMessage')).toHaveLength(2);
});

test('a process that ends between the message and its record leaves one message to the next', async () => {
  await using server = await slackServer();
  await using database = await testDatabase({ connections: 6 });
  const first = diagnosed('dgn_1');
  {
    await using house = await notificationsHouse(database, { providers: [provider(server)] });
    server.loseAnswer('chat.postMessage');
    server.mischief(({ method }) =>
      // From the message on Slack is silent, until the process is gone.
      method !== 'auth.test' && server.said().length > 0 ? () => {} : undefined,
    );
    await house.made(first);
    await until(server.said, (all) => all.length === 1);
  }
  server.mischief(() => undefined);
  await using house = await notificationsHouse(database, { providers: [provider(server)] });
  house.know({ ...first, round: 2, after: 1 });
  await house.made({ ...first, round: 2, after: 1 });
  await until(
    () => house.facts(['DiagnosisTold']),
    (facts) => facts.length > 0,
  );
  expect(server.said()).toHaveLength(1);
});

test('pages that come faster than a channel may be written to are told in one message, which is kept up to date', async () => {
  await using it = await scene({ paceMs: 1050, postsPerSecond: 1 });
  const { server, house } = it;
  const all = Array.from({ length: 30 }, (_, nth) => diagnosed(`dgn_${nth}`));
  await house.made(...all);
  const told = await until(
    () => house.facts(['DiagnosisTold']),
    (facts) => new Set(facts.map(({ data }) => (data as { diagnosis: string }).diagnosis)).size === 30,
    15_000,
  );
  expect(told.length).toBe(30);
  // Those who come while a message is being sent may be few enough to be told one by one.
  const messages = server.said().length;
  expect(messages).toBeLessThanOrEqual(6);
  const everything = server.said().map(shown).join('');
  for (const { id } of all) expect(everything).toContain(`/diagnoses/${id}|`);
  const member = told.find(({ data }) => (data as { digest: boolean }).digest)?.data as { diagnosis: string };
  const round = all.find(({ id }) => id === member.diagnosis);
  if (round === undefined) throw new Error('The digest tells of nobody.');
  await house.made({ ...round, ...nothing, round: 2, after: 1 });
  await until(
    () => server.said().map(shown).join(''),
    (text) => text.includes('Nothing plausible changed'),
  );
  expect(server.said()).toHaveLength(messages);
}, 30_000);

test('a limit is waited for, and nothing is lost in a storm of them', async () => {
  await using it = await scene();
  const { server, house } = it;
  let storms = 0;
  server.mischief(({ method }) => {
    if (method !== 'chat.postMessage' || storms >= 2) return undefined;
    storms += 1;
    return limited(1);
  });
  await house.made(diagnosed('dgn_1'), diagnosed('dgn_2'));
  const began = Date.now();
  await until(server.said, (all) => all.length === 2);
  expect(Date.now() - began).toBeGreaterThan(1800);
  const posts = server.calls('chat.postMessage').map(({ at }) => at);
  expect((posts[1] ?? 0) - (posts[0] ?? 0)).toBeGreaterThan(950);
  expect(posts).toHaveLength(4);
});

test('a Slack that is slow, gone or lying is asked again, and told where it lasts', async () => {
  await using it = await scene();
  const { server, house } = it;
  const tricks = [
    json({}, 500),
    json({ ok: true }),
    (response: Parameters<ReturnType<typeof json>>[0]) =>
      void response.writeHead(200, { 'content-type': 'text/html' }).end(`<html>${botToken}</html>`),
    (response: Parameters<ReturnType<typeof json>>[0]) => void response.destroy(),
    (response: Parameters<ReturnType<typeof json>>[0]) =>
      void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
  ];
  server.mischief(({ method }) => (method === 'chat.postMessage' ? tricks.shift() : undefined));
  await house.made(diagnosed('dgn_1'));
  const [place] = await until(house.places, (all) => all[0]?.state === 'unreachable', 30_000);
  expect(place?.code).toBe('unreachable');
  await until(server.said, (all) => all.length === 1, 60_000);
  await until(house.places, (all) => all[0]?.state === 'fine');
  expect(server.said()).toHaveLength(1);
  const titles = (await until(house.feed, (lines) => lines.length === 2)).map(({ title }) => title);
  expect(titles).toEqual([
    'Slack, channel C0PAGES can be told of pages again',
    'Slack, channel C0PAGES cannot be told of pages',
  ]);
  const kept = JSON.stringify(await it.house.facts(['PlaceTroubled', 'DiagnosisTold', 'ChangeObserved']));
  expect(kept + house.logged()).not.toContain(botToken);
  expect(kept).not.toContain('<html>');
}, 100_000);

test('a channel without us and a token that was revoked are told once, in words that help', async () => {
  await using it = await scene({ channels: ['C0PAGES', 'C0GONE'] });
  const { server, house } = it;
  let revoked = false;
  server.mischief(({ method, body }) => {
    if (method === 'auth.test') return undefined;
    if (revoked) return json({ ok: false, error: 'token_revoked' });
    return body['channel'] === 'C0GONE' ? json({ ok: false, error: 'not_in_channel' }) : undefined;
  });
  await house.made(diagnosed('dgn_1'));
  await until(server.said, (all) => all.length === 1);
  const places = await until(house.places, (all) => all.some(({ state }) => state === 'refused'));
  expect(places).toMatchObject([
    {
      place: 'slack C0GONE',
      state: 'refused',
      code: 'not_in_channel',
      why: expect.stringContaining('/invite'),
    },
    { place: 'slack C0PAGES', state: 'fine' },
  ]);
  revoked = true;
  await house.made(diagnosed('dgn_2'));
  await until(house.places, (all) => all.every(({ code }) => code === 'token_revoked'));
  // Asked again and again, told once.
  await until(
    () => server.calls('conversations.history').length,
    (count) => count > 6,
    20_000,
  );
  expect((await house.facts(['PlaceTroubled'])).length).toBe(3);
  const lines = await until(house.feed, (all) => all.length === 3);
  expect(lines.map(({ summary }) => summary).join()).toContain('The token was revoked');
}, 60_000);

test('a message that somebody deleted is not written again', async () => {
  await using it = await scene();
  const { server, house } = it;
  const first = diagnosed('dgn_1');
  await house.made(first);
  const [said] = await until(server.said, (all) => all.length === 1);
  await until(
    () => house.facts(['DiagnosisTold']),
    (facts) => facts.length === 1,
  );
  server.remove(said?.ts ?? '');
  await house.made({ ...first, ...nothing, round: 2, after: 1 });
  await until(
    () => house.facts(['TellingEnded']),
    (facts) => facts.length === 1,
  );
  await house.made({ ...first, round: 3, after: 5 });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(server.said()).toHaveLength(0);
});

test('a page that could not be told for an hour is recorded as such', async () => {
  let later = 0;
  await using it = await scene({ clock: { now: () => new Date(Date.now() + later) } });
  const { server, house } = it;
  server.mischief(({ method }) =>
    method === 'auth.test' ? undefined : json({ ok: false, error: 'is_archived' }),
  );
  await house.made(diagnosed('dgn_1'));
  await until(house.places, (all) => all[0]?.code === 'is_archived');
  later = 61 * 60_000;
  await until(house.places, (all) => all[0]?.notTold === 1);
  expect(await house.facts(['DiagnosisNotTold'])).toMatchObject([{ data: { diagnosis: 'dgn_1' } }]);
});

test('a diagnosis that cannot be read yet is waited for as long as it is news, and then that is recorded', async () => {
  const clock = { later: 0, now: () => new Date(Date.now() + clock.later) };
  await using it = await scene({ clock });
  const { server, house } = it;
  const [task] = [{ place: 'slack C0PAGES', diagnosis: 'dgn_1', round: 1, since: Date.now() }];
  const parts = {
    diagnosis: async () => null,
    alert: async () => null,
    judge: async () => {},
    changes: async () => ({ changes: [], cut: false }),
    providers: [provider(server)],
  };
  const { run } = tellTopicOf(house.kernel, parts, { told: () => {}, failed: () => {} });
  const { signal } = new AbortController();
  const tell = (attempt: number) =>
    run({ org: 1, payload: task, attempt, signal, renew: async () => true } as never);
  await expect(tell(25)).rejects.toThrow('Round 1 of the diagnosis cannot be read yet.');
  expect(await house.facts(['DiagnosisNotTold'])).toEqual([]);
  clock.later = 61 * 60_000;
  await tell(26);
  expect(await house.facts(['DiagnosisNotTold'])).toHaveLength(1);
});

test('diagnoses of an organisation that has no places hold up nobody', async () => {
  await using it = await scene();
  const { server, house } = it;
  await house.kernel.tasks.enqueue([
    { topic: diagnosisTopic, org: 2, payload: { diagnosis: 'dgn_other', round: 1 } },
  ]);
  await house.settled();
  const began = performance.now();
  await house.made(diagnosed('dgn_1'));
  await until(server.said, (all) => all.length === 1);
  expect(performance.now() - began).toBeLessThan(3000);
  await house.settled();
});

test('a limit that never ends is a page that was not told', async () => {
  const clock = { later: 0, now: () => new Date(Date.now() + clock.later) };
  await using it = await scene({ clock });
  const { server, house } = it;
  server.mischief(({ method }) => (method === 'chat.postMessage' ? limited(1) : undefined));
  await house.made(diagnosed('dgn_1'));
  await until(
    () => server.calls('chat.postMessage'),
    (all) => all.length > 0,
  );
  clock.later = 61 * 60_000;
  await house.settled();
  expect(await house.facts(['DiagnosisNotTold'])).toHaveLength(1);
});
