import { testDatabase } from '@nightjar/kernel/testing/database';
import { expect, test } from 'vitest';
import { github } from '../../sources/github/index.ts';
import { slack } from '../../sources/slack/index.ts';
import type { Source } from '../../sources/source.ts';
import { release, type SourcesHouse, sourcesHouse } from './testing/house.ts';

const houseWith = async (options: Parameters<typeof sourcesHouse>[1] = {}) => {
  const database = await testDatabase();
  const house = await sourcesHouse(database, options);
  return {
    ...house,
    database,
    [Symbol.asyncDispose]: async () => {
      await house[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
};

const make = async (house: SourcesHouse, body?: object) => {
  const made = await house.ask('POST', '/sources/github/secrets', 'admin', body);
  expect(made.status).toBe(201);
  return made.body as { id: string; secret: string; lastFour: string };
};

test('a new user sets a source up: it waits, says what was wrong, and then has what came', async () => {
  await using house = await houseWith();
  expect((await house.page()).source).toMatchObject({ state: 'unconnected', why: null });
  expect((await house.deliver('ping', 'd-0', {}, 'anything')).statusCode).toBe(503);
  expect(await house.page()).toMatchObject({
    source: { state: 'unconnected', why: null },
    refused: [{ verdict: 'no-secret', count: 1 }],
  });

  const { secret, lastFour } = await make(house);
  expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
  const waiting = await house.page();
  expect(waiting).toMatchObject({
    url: 'http://nightjar.example/hooks/github',
    source: { state: 'waiting' },
    secrets: [{ lastFour, given: false, is: 'open', createdBy: 'token:admin' }],
    recent: [],
    refused: [],
  });
  expect(waiting.steps).toContain(
    'Payload URL: http://nightjar.example/hooks/github, and Content type: application/json.',
  );
  expect(waiting.steps).toContain('Secret: {secret}');

  expect((await house.deliver('ping', 'd-1', {}, 'another-secret')).statusCode).toBe(401);
  const wrong = await house.page();
  expect(wrong.refused).toMatchObject([{ verdict: 'forged', count: 1 }]);
  expect(wrong.source).toMatchObject({ state: 'failing', why: expect.stringContaining('wrong proof') });

  expect((await house.deliver('ping', 'd-2', { zen: 'Keep it' }, secret)).statusCode).toBe(202);
  expect((await house.deliver('release', 'd-3', release(1), secret)).statusCode).toBe(202);
  const full = await house.page();
  expect(full.source).toMatchObject({ state: 'receiving', why: null, day: { recorded: 1, ignored: 1 } });
  expect(full.recent).toMatchObject([
    { delivery: 'd-3', event: 'release', outcome: 'recorded', count: 1, kept: true },
    { delivery: 'd-2', event: 'ping', outcome: 'ignored', why: 'GitHub says hello: the webhook works.' },
  ]);
  const [line] = await house.feed(2);
  const release1 = (await house.ask('GET', `/changes/${full.recent[0].changes[0]}`, 'read')).body;
  expect([line.source, release1.title]).toEqual(['nightjar', expect.stringContaining('v1')]);
});

test('a secret is shown once, to an admin, and is in no log, fact, row or later answer', async () => {
  await using house = await houseWith();
  const { secret, lastFour } = await make(house);
  const own = 'the-senders-own-secret-9876';
  const given = await make(house, { secret: own });
  expect(given).toMatchObject({ secret: null, lastFour: '9876' });
  await house.deliver('ping', 'd-1', {}, secret);
  await house.deliver('ping', 'd-2', {}, own);
  await house.deliver('ping', 'd-3', {}, 'wrong');
  await house.feed(2);

  const facts = JSON.stringify(await house.kernel.log.read({ after: 0, limit: 1000 }));
  expect(facts).toContain(lastFour);
  const rows = JSON.stringify(
    await Promise.all(
      ['secret', 'task', 'raw'].map((table) =>
        house.database.many({ parts: [`select to_jsonb(t) as row from nightjar.${table} t`], values: [] }),
      ),
    ),
  );
  const answers = JSON.stringify([await house.page(), (await house.ask('GET', '/sources')).body]);
  for (const one of [secret, own])
    for (const where of [facts, rows, answers, house.logged()]) expect(where).not.toContain(one);
});

test('reading asks for the right read, secrets and reading again for admin', async () => {
  await using house = await houseWith();
  const { id, secret } = await make(house);
  await house.deliver('ping', 'd-1', {}, secret);
  const { position } = (await house.page()).recent[0];
  const statuses = async (right: string) => [
    (await house.ask('GET', '/sources', right)).status,
    (await house.ask('GET', '/sources/github', right)).status,
    (await house.ask('GET', `/sources/github/deliveries/${position}`, right)).status,
    (await house.ask('POST', '/sources/github/secrets', right)).status,
    (await house.ask('POST', `/sources/github/deliveries/${position}/resend`, right)).status,
    (await house.ask('DELETE', `/sources/github/secrets/${id}`, right)).status,
    (await house.ask('DELETE', '/sources/github/secrets', right)).status,
  ];
  expect(await statuses('ingest')).toEqual([403, 403, 403, 403, 403, 403, 403]);
  expect(await statuses('nobody')).toEqual([401, 401, 401, 401, 401, 401, 401]);
  expect(await statuses('read')).toEqual([200, 200, 200, 403, 403, 403, 403]);
  // The second secret keeps the source connected when the first goes.
  expect(await statuses('admin')).toEqual([200, 200, 200, 201, 200, 200, 200]);
});

test('what is not there, and what is no secret, is refused by name and without repeating it', async () => {
  await using house = await houseWith();
  const refusedAs = async (...asked: Parameters<SourcesHouse['ask']>) => {
    const { status, body } = await house.ask(...asked);
    return [status, body.code];
  };
  expect(await refusedAs('GET', '/sources/githbu')).toEqual([404, 'source.unknown']);
  const { body: misspelt } = await house.ask('GET', '/sources/githbu');
  expect(misspelt.detail).toBe('No source is called "githbu". Did you mean github?');
  expect(await refusedAs('POST', '/sources/githbu/secrets')).toEqual([404, 'source.unknown']);
  expect(await refusedAs('DELETE', '/sources/github/secrets')).toEqual([409, 'source.not-connected']);
  expect(await refusedAs('DELETE', '/sources/github/secrets/sec_x')).toEqual([404, 'source.secret-unknown']);
  expect(await refusedAs('GET', '/sources/github/deliveries/1')).toEqual([404, 'delivery.unknown']);
  expect(await refusedAs('POST', '/sources/github/deliveries/1/resend')).toEqual([404, 'delivery.unknown']);
  for (const secret of ['short', 'with space in it', 'x'.repeat(501), 7]) {
    const { status, body } = await house.ask('POST', '/sources/github/secrets', 'admin', { secret });
    expect(status).toBe(400);
    expect(JSON.stringify(body)).not.toContain(`"${secret}"`);
  }
  expect((await house.page()).source.state).toBe('unconnected');
});

test('of a sender that makes its secret none is made here: it is only taken', async () => {
  await using house = await houseWith({ sources: [slack] });
  const ask = (body?: object) => house.ask('POST', '/sources/slack/secrets', 'admin', body);
  expect(await ask()).toMatchObject({ status: 400, body: { code: 'source.secret-theirs' } });
  expect(await ask({ secret: 'its-signing-secret' })).toMatchObject({ status: 201, body: { secret: null } });
});

test('a secret is changed over without a gap, and each step is a line of the feed', async () => {
  await using house = await houseWith();
  const old = await make(house);
  const fresh = await make(house);
  for (const { secret } of [old, fresh])
    expect((await house.deliver('ping', secret.slice(0, 8), {}, secret)).statusCode).toBe(202);
  await house.ask('DELETE', `/sources/github/secrets/${old.id}`);
  expect((await house.deliver('ping', 'late', {}, old.secret)).statusCode).toBe(401);
  expect((await house.deliver('ping', 'new', {}, fresh.secret)).statusCode).toBe(202);
  await house.ask('DELETE', '/sources/github/secrets');
  expect((await house.deliver('ping', 'gone', {}, fresh.secret)).statusCode).toBe(503);
  expect((await house.page()).source.state).toBe('unconnected');

  const lines = await house.feed(4);
  expect(lines.map(({ title }: { title: string }) => title)).toEqual([
    'Disconnect GitHub',
    `Retire the secret …${old.lastFour} of GitHub`,
    `Add a secret …${fresh.lastFour} for GitHub`,
    'Connect GitHub',
  ]);
  expect(lines[0]).toMatchObject({
    source: 'nightjar',
    kind: 'config',
    actor: { name: 'the admin', kind: 'unknown' },
  });
});

test('a secret in the environment counts, beside those that are made', async () => {
  await using house = await houseWith({ environment: { github: ['from-the-environment'] } });
  expect(await house.page()).toMatchObject({ source: { state: 'waiting' }, fromEnvironment: 1, secrets: [] });
  const { secret } = await make(house);
  for (const one of ['from-the-environment', secret])
    expect((await house.deliver('ping', one.slice(0, 8), {}, one)).statusCode).toBe(202);
});

test('a raw body is shown as it is kept: redacted, indented, with the headers of its sender', async () => {
  await using house = await houseWith();
  const { secret } = await make(house);
  const body = { ...release(1), token: 'ghp_0123456789abcdefghijABCDEFGHIJ456789' };
  await house.deliver('release', 'd-1', body, secret);
  const { position } = (await house.page()).recent[0];
  const { body: shown } = await house.ask('GET', `/sources/github/deliveries/${position}`, 'read');
  expect(shown).toMatchObject({ position, delivery: 'd-1', event: 'release', cut: false });
  expect(shown.body).toContain('\n  "action": "published"');
  expect(shown.body).toMatch(/"token": "\[redacted:/);
  expect(shown.redacted.length).toBeGreaterThan(0);
  expect(shown.headers).toEqual({
    'content-type': 'application/json',
    'x-github-delivery': 'd-1',
    'x-github-event': 'release',
    'user-agent': 'lightMyRequest',
  });
});

test('what an adapter failed on, or could not read, is shown, told once, and read again when it is mended', async () => {
  let map: Source['map'] = () => {
    throw new Error('no such field');
  };
  const sources = [{ ...github, map: (delivery: Parameters<Source['map']>[0]) => map(delivery) }];
  await using house = await houseWith({ sources });
  const { secret } = await make(house);
  expect((await house.deliver('release', 'd-1', release(1), secret)).json()).toMatchObject({
    status: 'parked',
  });
  map = () => ({ is: 'unread', why: 'It names no release any more.' });
  expect((await house.deliver('release', 'd-2', release(2), secret)).json()).toMatchObject({
    status: 'unread',
  });
  const before = await house.page();
  expect(before.source).toMatchObject({ unread: 2, day: { unread: 1, parked: 1 } });
  expect(before.recent.map((it: { outcome: string }) => it.outcome)).toEqual(['unread', 'parked']);

  const again = async (nth: number) =>
    (await house.ask('POST', `/sources/github/deliveries/${before.recent[nth].position}/resend`)).body;
  expect(await again(0)).toMatchObject({ outcome: 'unread', observed: 0 });
  map = github.map;
  const done = await again(1);
  expect(done).toMatchObject({ outcome: 'recorded', observed: 1, withdrawn: 0 });
  expect(await again(1)).toMatchObject({ outcome: 'recorded', observed: 0, changes: done.changes });
  map = () => ({ is: 'ignored', why: 'It tells of no change.' });
  expect(await again(0)).toMatchObject({ outcome: 'ignored', observed: 0 });

  const after = await house.page();
  expect(after.source.unread).toBe(0);
  expect(after.recent).toMatchObject([
    { delivery: 'd-2', outcome: 'ignored', changes: [] },
    { delivery: 'd-1', outcome: 'recorded', changes: done.changes, why: null },
  ]);
  // Counted when they came, and not again.
  expect(after.source.day).toEqual(before.source.day);
  const { body: change } = await house.ask('GET', `/changes/${done.changes[0]}`, 'read');
  expect(change.title).toContain('v1');
  // What was recorded wrongly is taken back as well.
  const undone = await again(1);
  expect(undone).toMatchObject({ outcome: 'ignored', withdrawn: 1 });
  const gone = `/changes/${done.changes[0]}?min_pos=${undone.position}`;
  expect((await house.ask('GET', gone, 'read')).status).toBe(404);
  expect((await house.page()).recent[1]).toMatchObject({ outcome: 'ignored', changes: [] });
});
