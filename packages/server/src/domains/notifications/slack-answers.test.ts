import type { AddressInfo } from 'node:net';
import { refusals } from '@nightjar/kernel/refusal';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { expect, test } from 'vitest';
import { slack } from '../../providers/slack/index.ts';
import {
  appToken,
  asForm,
  botToken,
  json,
  press,
  signed,
  signingSecret,
  slackServer,
} from '../../providers/slack/testing/slack-server.ts';
import { diagnosed, notificationsHouse, until } from './testing/house.ts';

const form = 'application/x-www-form-urlencoded';
const refuse = refusals({
  'test.closed': { kind: 'conflict', says: 'The diagnosis is closed.', next: 'Open it.' },
});

/** A house that Slack can reach, or one that reaches Slack by a socket. */
const scene = async (way: 'requests' | 'socket') => {
  const stack = new AsyncDisposableStack();
  const server = stack.use(await slackServer());
  const database = stack.use(await testDatabase({ connections: 4 }));
  const provider = slack({
    botToken,
    appToken: way === 'socket' ? appToken : null,
    signingSecrets: way === 'requests' ? [signingSecret, 'the-one-before'] : [],
    channels: ['C0PAGES'],
    apiUrl: server.apiUrl,
    base: null,
    paceMs: 20,
    patienceMs: 0,
    socketWaitMs: 100,
  });
  const house = stack.use(await notificationsHouse(database, { providers: [provider] }));
  if (way === 'socket') await house.http.listen({ host: '127.0.0.1', port: 0 });
  const ask = (path: string, request: ReturnType<typeof signed>) =>
    house.http.inject({ method: 'POST', url: `/hooks/slack-app/${path}`, ...request });
  return {
    server,
    house,
    ask,
    pressed: (payload: object) =>
      ask('interactions', signed(asForm({ payload: JSON.stringify(payload) }), form)),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
};

const shown = (message: { readonly blocks?: unknown } | undefined): string => JSON.stringify(message?.blocks);

test('who is of another company, in a channel that is shared with it, judges nothing and is told so', async () => {
  await using it = await scene('requests');
  const { server, house } = it;
  await house.made(diagnosed('dgn_1'));
  await until(server.said, (all) => all.length === 1);
  const value = JSON.stringify({ diagnosis: 'dgn_1', change: 'chg_1' });
  const stranger = { id: 'U9', name: 'eve', team_id: 'T9' };
  expect((await it.pressed(press(value, 'nightjar.this', stranger))).statusCode).toBe(200);
  const [whisper] = await until(
    () => server.calls('chat.postEphemeral'),
    (all) => all.length === 1,
  );
  expect(whisper?.body).toMatchObject({ channel: 'C0PAGES', user: 'U9' });
  await house.settled();
  expect(house.judged).toEqual([]);
});

test('a button is a judgement in the name of who pressed it, and the message shows it', async () => {
  await using it = await scene('requests');
  const { server, house } = it;
  await house.made(diagnosed('dgn_1'));
  await until(server.said, (all) => all.length === 1);
  const value = JSON.stringify({ diagnosis: 'dgn_1', change: 'chg_1' });
  expect((await it.pressed(press(value))).statusCode).toBe(200);
  await until(server.said, (all) => shown(all[0]).includes('joey: Deploy pricing v811'));
  // The same press again is the same.
  await it.pressed(press(value));
  const none = press(JSON.stringify({ diagnosis: 'dgn_1' }), 'nightjar.none', { id: 'U2', name: 'ana' });
  expect((await it.pressed(none)).statusCode).toBe(200);
  await until(server.said, (all) => shown(all[0]).includes('ana: no change did it'));
  expect(house.judged.at(-1)).toMatchObject({ by: 'slack:T1:U2', name: 'ana', change: null });
  expect(house.judged[0]).toMatchObject({ by: 'slack:T1:U1', name: 'joey', change: 'chg_1' });
  // Who thinks otherwise takes back what they said before, and nobody else's word.
  await it.pressed(press(JSON.stringify({ diagnosis: 'dgn_1', change: 'chg_2' })));
  const [last] = await until(server.said, (all) => shown(all[0]).includes('joey: Deploy pricing v812'));
  expect(shown(last)).not.toContain('joey: Deploy pricing v811');
  expect(shown(last)).toContain('ana: no change did it');
  expect(house.judged.slice(-2)).toMatchObject([
    { change: 'chg_2', judgement: 'confirmed' },
    { change: 'chg_1', judgement: 'withdrawn' },
  ]);
  expect(server.said()).toHaveLength(1);
});

test('who is refused is told why, and nobody else', async () => {
  await using it = await scene('requests');
  const { server, house } = it;
  house.refuse(refuse('test.closed'));
  await it.pressed(press(JSON.stringify({ diagnosis: 'dgn_1', change: 'chg_1' })));
  const [whisper] = await until(
    () => server.calls('chat.postEphemeral'),
    (calls) => calls.length === 1,
  );
  expect(whisper?.body).toMatchObject({
    channel: 'C0PAGES',
    user: 'U1',
    text: 'The diagnosis is closed. Open it.',
  });
  expect(server.said()).toHaveLength(0);
});

test('a command is answered with the last changes, to who asked alone', async () => {
  await using it = await scene('requests');
  const { server, house } = it;
  house.changes.push({
    id: 'chg_1',
    title: 'Deploy pricing v812',
    summary: null,
    kind: 'deploy',
    services: ['pricing'],
    environment: 'prod',
    at: Date.now() - 60_000,
    completedAt: null,
    actor: 'joey',
  });
  const command = (text: string, url = server.responseUrl) =>
    it.ask(
      'commands',
      signed(asForm({ command: '/nightjar', text, user_id: 'U1', response_url: url }), form),
    );
  const answer = await command('pricing');
  expect([answer.statusCode, answer.body]).toEqual([200, '']);
  const [lately] = await until(
    () => server.answers,
    (all) => all.length === 1,
  );
  expect(lately?.body).toMatchObject({ response_type: 'ephemeral', text: 'The last change of pricing' });
  expect(JSON.stringify(lately?.body['blocks'])).toContain('Deploy pricing v812');
  await command('help');
  await until(
    () => server.answers,
    (all) => all.length === 2,
  );
  expect(server.answers[1]?.body['text']).toBe('How to ask Nightjar');
  // An address that is not Slack's is not written to.
  await command('pricing', 'http://127.0.0.1:1/');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(server.answers).toHaveLength(2);
});

test('only what Slack has signed in the last five minutes is heard', async () => {
  await using it = await scene('requests');
  const body = JSON.stringify({ type: 'url_verification', challenge: '3eZbrw1a' });
  const type = 'application/json';
  const status = async (request: ReturnType<typeof signed>) => (await it.ask('events', request)).statusCode;
  const fresh = await it.ask('events', signed(body, type));
  expect([fresh.statusCode, fresh.body]).toEqual([200, '3eZbrw1a']);
  expect(await status(signed(body, type, { secret: 'the-one-before' }))).toBe(200);
  expect(await status(signed(body, type, { secret: 'forged-secret' }))).toBe(401);
  expect(await status(signed(body, type, { now: new Date(Date.now() - 301_000) }))).toBe(401);
  const other = signed(body, type);
  expect(await status({ ...other, payload: `${body} ` })).toBe(401);
  expect(
    (await it.house.http.inject({ method: 'POST', url: '/hooks/slack-app/events', payload: {} })).statusCode,
  ).toBe(401);
  expect(await status(signed('{"type":"something"}', type))).toBe(400);
  expect(await status(signed('no json', type))).toBe(400);
  expect((await it.ask('interactions', signed('payload=%7B', form))).statusCode).toBe(400);
  expect((await it.ask('commands', signed('text=pricing', form))).statusCode).toBe(400);
  expect(it.house.logged()).not.toContain(signingSecret);
});

test('an event that Slack delivers again is heard once: the app is gone', async () => {
  await using it = await scene('requests');
  const body = JSON.stringify({
    type: 'event_callback',
    event_id: 'Ev1',
    team_id: 'T1',
    event: { type: 'app_uninstalled' },
  });
  for (const retry of [undefined, '1', '2']) {
    const request = signed(body, 'application/json');
    const headers = { ...request.headers, ...(retry === undefined ? {} : { 'x-slack-retry-num': retry }) };
    expect((await it.ask('events', { ...request, headers })).statusCode).toBe(200);
  }
  const [place] = await until(it.house.places, (all) => all[0]?.state === 'refused');
  expect(place?.code).toBe('app_uninstalled');
  expect(await it.house.facts(['PlaceTroubled'])).toHaveLength(1);
});

test('behind a firewall the same is heard over a socket, and acknowledged when it is kept', async () => {
  await using it = await scene('socket');
  const { server, house } = it;
  expect((house.http.server.address() as AddressInfo).port).toBeGreaterThan(0);
  await until(
    () => server.sockets.size,
    (count) => count === 1,
  );
  await house.made(diagnosed('dgn_1'));
  await until(server.said, (all) => all.length === 1);
  const value = JSON.stringify({ diagnosis: 'dgn_1', change: 'chg_1' });
  const envelope = server.envelope('interactive', press(value));
  await until(
    () => server.acks,
    (acks) => acks.some(({ envelope_id }) => envelope_id === envelope),
  );
  await until(server.said, (all) => shown(all[0]).includes('joey: Deploy pricing v811'));
  server.envelope('slash_commands', {
    command: '/nightjar',
    text: 'pricing',
    response_url: server.responseUrl,
  });
  await until(
    () => server.answers,
    (all) => all.length === 1,
  );
  expect(server.answers[0]?.body['text']).toContain('No change of pricing is known');
  // No address of ours takes requests then.
  expect((await it.ask('events', signed('{}', 'application/json'))).statusCode).toBe(404);
});

test('a socket that is cut, ended or refused is followed by another, and its end ends nothing else', async () => {
  await using it = await scene('socket');
  const { server } = it;
  await until(
    () => server.sockets.size,
    (count) => count === 1,
  );
  for (const socket of [...server.sockets]) socket.cut();
  await until(server.opened, (count) => count === 2);
  await until(
    () => server.sockets.size,
    (count) => count === 1,
  );
  // Slack asks for another connection before it ends one.
  for (const socket of server.sockets)
    socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
  await until(server.opened, (count) => count === 3);
  await until(
    () => server.sockets.size,
    (count) => count === 1,
  );
  let refusedTimes = 0;
  server.mischief(({ method }) => {
    if (method !== 'apps.connections.open' || refusedTimes >= 2) return undefined;
    refusedTimes += 1;
    return refusedTimes === 1 ? json({}, 500) : (response) => void response.destroy();
  });
  for (const socket of [...server.sockets]) socket.cut();
  await until(server.opened, (count) => count === 4, 20_000);
  expect(refusedTimes).toBe(2);
  await until(
    () => server.sockets.size,
    (count) => count === 1,
  );
  // An app token that is not accepted stands among the places, until a connection holds again.
  server.mischief(({ method }) =>
    method === 'apps.connections.open' ? json({ ok: false, error: 'invalid_auth' }) : undefined,
  );
  for (const socket of [...server.sockets]) socket.cut();
  const [ear] = await until(it.house.places, (all) => all[0]?.state === 'refused');
  expect(ear).toMatchObject({ place: 'slack socket', code: 'invalid_auth' });
  expect(it.house.logged()).not.toContain(appToken);
}, 40_000);
