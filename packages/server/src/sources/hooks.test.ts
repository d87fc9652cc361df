import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { sql } from '@nightjar/kernel/database/sql';
import { expect, test } from 'vitest';
import { github } from './github/index.ts';
import { jenkins } from './jenkins/index.ts';
import { replay } from './replay.ts';
import type { Source } from './source.ts';
import { intakeHouse, secret, signed } from './testing/intake-house.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`github/fixtures/${name}.json`, import.meta.url), 'utf8');

test('a delivery is answered after it is recorded, with its change and its position', async () => {
  await using it = await intakeHouse();
  const answer = await it.deliver('deployment', 'd-1', fixture('deployment'));
  expect(answer.statusCode).toBe(202);
  expect(answer.json()).toEqual({
    position: 1,
    status: 'recorded',
    changes: [expect.stringMatching(/^chg_/)],
    alerts: [],
    why: null,
  });
  const [fact] = await it.facts();
  expect(fact).toMatchObject({
    type: 'ChangeObserved',
    stream: `change:${answer.json().changes[0]}`,
    actor: 'source:github',
    at: new Date('2022-01-03T01:28:30.000Z'),
    data: { read: { delivery: 'd-1', index: 0, reading: github.reading }, observation: { phase: 'planned' } },
  });
});

test('the raw body is kept with harmless headers only', async () => {
  await using it = await intakeHouse();
  const headers = {
    cookie: 'c',
    authorization: 'Bearer admin',
    'x-forwarded-for': '::1',
    'x-github-hook-id': '7',
  };
  await it.deliver('deployment', 'd-1', fixture('deployment'), headers);
  const rows = await it.database.many<{ headers: object; event: string; pos: number }>(
    sql`select event, headers, pos from nightjar.raw`,
  );
  expect(rows).toEqual([
    {
      event: 'deployment',
      pos: 1,
      headers: {
        'content-type': 'application/json',
        'user-agent': expect.any(String),
        'x-github-delivery': 'd-1',
        'x-github-event': 'deployment',
        'x-github-hook-id': '7',
        'nightjar-received-at': '2026-03-01T02:50:00.000Z',
      },
    },
  ]);
});

test('a redelivery is a duplicate with the same answer; the same id with another body is refused', async () => {
  await using it = await intakeHouse();
  const first = (await it.deliver('push', 'd-1', fixture('push.three_commits'))).json();
  const again = await it.deliver('push', 'd-1', fixture('push.three_commits'));
  expect(again.json()).toEqual({ ...first, status: 'duplicate' });
  const other = await it.deliver('push', 'd-1', fixture('push.tag'));
  expect(other.statusCode).toBe(409);
  expect(other.json().code).toBe('delivery.mismatch');
  expect(await it.facts()).toHaveLength(1);
  expect([await it.counted('recorded'), await it.counted('duplicate'), await it.counted('mismatch')]).toEqual(
    [1, 1, 1],
  );
});

test('what tells of no change is recorded as ignored, with the reason and the raw body', async () => {
  await using it = await intakeHouse();
  const answer = await it.deliver('star', 'd-1', { action: 'created' });
  expect(answer.statusCode).toBe(202);
  expect(answer.json()).toMatchObject({
    status: 'ignored',
    changes: [],
    why: 'The event star tells of no change.',
  });
  expect(await it.facts()).toMatchObject([
    { type: 'DeliveryIgnored', stream: 'source:github', data: { delivery: 'd-1', event: 'star' } },
  ]);
  expect(await it.database.one(sql`select count(*) as n from nightjar.raw`)).toEqual({ n: 1 });
});

test('what is not signed, not named or not in UTF-8 is refused, and nothing is stored but a counter', async () => {
  await using it = await intakeHouse();
  const refused = async (headers: Record<string, string | undefined>) => {
    const answer = await it.deliver('push', 'd-1', '{}', headers);
    expect(answer.body).not.toContain(secret);
    return [answer.statusCode, answer.json().code];
  };
  expect(await refused({ 'x-hub-signature-256': undefined })).toEqual([401, 'hook.signature']);
  expect(await refused({ 'x-hub-signature-256': signed('{}', 'other') })).toEqual([401, 'hook.signature']);
  expect(await refused({ 'x-github-event': undefined })).toEqual([400, 'hook.identity']);
  expect(await refused({ 'x-github-delivery': undefined })).toEqual([400, 'hook.identity']);
  const utf16 = { 'content-type': 'application/json; charset=utf-16' };
  expect(await refused(utf16)).toEqual([415, 'request.charset']);
  expect([await it.counted('unsigned'), await it.counted('forged'), await it.counted('unreadable')]).toEqual([
    1, 1, 2,
  ]);
  expect(await it.facts()).toEqual([]);
  expect(it.door.logged()).not.toContain(secret);
});

test('what is rightly signed but no JSON is refused with the place', async () => {
  await using it = await intakeHouse();
  const refused = async (body: Buffer | string) => {
    const answer = await it.deliver('push', 'd-1', body);
    return [answer.statusCode, answer.json().code, answer.json().offset];
  };
  expect(await refused('{"ref":')).toEqual([400, 'request.not-json', 7]);
  expect(await refused('')).toEqual([400, 'request.not-json', 0]);
  expect(await refused(Buffer.from([0x7b, 0xff, 0x7d]))).toEqual([400, 'request.not-json', undefined]);
  expect(await refused('['.repeat(5000))).toEqual([400, 'request.too-deep', 100]);
  expect(await it.facts()).toEqual([]);
});

test('every payload of @octokit/webhooks-examples is answered with 202, kept raw, and replays to what it was', async () => {
  await using it = await intakeHouse();
  const corpus: readonly { name: string; examples: readonly unknown[] }[] = createRequire(import.meta.url)(
    '@octokit/webhooks-examples',
  );
  const sent = corpus.flatMap(({ name, examples }) =>
    examples.map((body, nth) => it.deliver(name, `${name}-${nth}`, body)),
  );
  const statuses = (await Promise.all(sent)).map((answer) => `${answer.statusCode} ${answer.json().status}`);
  const times = (status: string) => statuses.filter((given) => given === status).length;
  expect([times('202 recorded'), times('202 ignored'), statuses.length]).toEqual([19, 310, 329]);
  expect(await replay(it.kernel, github, new Date(0))).toEqual({
    deliveries: 329,
    changed: 0,
    position: 329,
    observed: 0,
    withdrawn: 0,
    unreadable: 0,
  });
});

test('a payload as large as GitHub sends is taken', async () => {
  await using it = await intakeHouse();
  const push = JSON.parse(fixture('push.three_commits'));
  const commits = Array.from({ length: 2048 }, () => ({ message: 'm'.repeat(12_000) }));
  const answer = await it.deliver('push', 'd-1', { ...push, commits });
  expect(answer.json()).toMatchObject({ status: 'recorded' });
});

test('without a secret nothing is taken, and the answer says what to set up', async () => {
  await using it = await intakeHouse({ secrets: [] });
  const answer = await it.deliver('push', 'd-1', '{}');
  expect(answer.statusCode).toBe(503);
  expect(answer.json().detail).toContain('set GitHub up');
});

test('a body over the limit is refused before it is read, and one that decompresses past it too', async () => {
  await using it = await intakeHouse({ bodyLimit: 1000 });
  expect((await it.deliver('push', 'd-1', ' '.repeat(1001))).statusCode).toBe(413);
  const bomb = gzipSync(' '.repeat(100_000));
  expect((await it.deliver('push', 'd-2', bomb, { 'content-encoding': 'gzip' })).statusCode).toBe(413);
});

test('what has no signature, or meets no secret, is refused before its body is read', async () => {
  const answerTo = async (secrets: readonly string[], headers: readonly string[], source = github) => {
    await using it = await intakeHouse({ secrets, source });
    await it.door.http.listen({ host: '127.0.0.1', port: 0 });
    const socket = connect((it.door.http.server.address() as AddressInfo).port, '127.0.0.1');
    const head = [
      `POST /hooks/${source.name} HTTP/1.1`,
      'Host: x',
      'Content-Type: application/json',
      ...headers,
    ];
    // The body is never sent.
    socket.write(`${[...head, 'Content-Length: 9000'].join('\r\n')}\r\n\r\n`);
    const [answer] = await Promise.race([once(socket, 'data'), sleep(2000, ['nothing'])]);
    socket.destroy();
    return String(answer).split('\r\n', 1)[0];
  };
  expect(await answerTo([secret], [])).toBe('HTTP/1.1 401 Unauthorized');
  expect(await answerTo([], [`X-Hub-Signature-256: ${signed('')}`])).toBe('HTTP/1.1 503 Service Unavailable');
  // A token proves the same whatever the body is; a signature waits for it.
  expect(await answerTo([secret], ['Authorization: Bearer wrong-one'], jenkins)).toBe(
    'HTTP/1.1 401 Unauthorized',
  );
  expect(await answerTo([secret], [`X-Hub-Signature-256: ${signed('')}`])).toBe('nothing');
});

test('a payload in a form is read as well, as GitHub offers it first', async () => {
  await using it = await intakeHouse();
  const form = `payload=${encodeURIComponent(fixture('deployment'))}`;
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  expect((await it.deliver('deployment', 'd-1', form, type)).json().status).toBe('recorded');
  expect((await it.deliver('deployment', 'd-2', 'a=b', type)).json().code).toBe('hook.form');
});

/** A source that trusts anybody, so that its reading can be tested. */
const adapter = (map: Source['map']): Source => ({ ...github, verify: () => 'genuine', map });

test('a delivery about several changes is completed by its repetition', async () => {
  const changes = ['a', 'b', 'a'].map((key) => ({ key, title: key, services: [key] }));
  const several = adapter(() => ({ is: 'changes', changes }));
  await using it = await intakeHouse({ source: several });
  const answer = await it.deliver('push', 'd-1', '{}');
  expect(answer.json()).toMatchObject({
    status: 'recorded',
    position: 3,
    changes: [expect.stringMatching(/^chg_/), expect.stringMatching(/^chg_/)],
  });
  // As if the process had died between the two appends.
  await it.database.run(sql`delete from nightjar.dedup where key = 'd-1 #1'`);
  await it.database.run(sql`delete from nightjar.event where pos = 3`);
  expect((await it.deliver('push', 'd-1', '{}')).json().status).toBe('recorded');
  expect((await it.facts()).map((fact) => fact.stream)).toHaveLength(3);
  expect((await it.deliver('push', 'd-1', '{}')).json().status).toBe('duplicate');
  expect(await it.database.one(sql`select count(*) as n from nightjar.raw`)).toEqual({ n: 1 });
});

test('an adapter with a bug loses nothing', async () => {
  const broken = adapter(() => {
    throw new Error('oh\0');
  });
  await using it = await intakeHouse({ source: broken });
  const answer = await it.deliver('push', 'd-1', '{}');
  expect([answer.statusCode, answer.json().status]).toEqual([202, 'parked']);
  expect(await it.database.one(sql`select count(*) as n from nightjar.raw`)).toEqual({ n: 1 });
});

test('a signature that was made too long ago is refused and counted apart', async () => {
  await using it = await intakeHouse({ source: { ...github, verify: () => 'stale' } });
  const answer = await it.deliver('push', 'd-1', '{}');
  expect([answer.statusCode, answer.json().code]).toEqual([401, 'hook.stale']);
  expect(await it.counted('stale')).toBe(1);
});

test('a secret in a payload reaches neither the log nor the stored body, and a replay reads the same', async () => {
  await using it = await intakeHouse();
  const push = { ...JSON.parse(fixture('push.three_commits')), password: 'hunter2' };
  push.head_commit.message = `Use ghp_${'a'.repeat(36)}`;
  await it.deliver('push', 'd-1', push);
  const [fact] = await it.facts();
  expect(JSON.stringify(fact)).toContain('Use [redacted:github-token]');
  const { headers } =
    (await it.database.one<{ headers: object }>(sql`select headers from nightjar.raw`)) ?? {};
  expect(headers).toMatchObject({ 'nightjar-redacted': 'github-token password' });
  expect(await replay(it.kernel, github, new Date(0))).toMatchObject({ deliveries: 1, changed: 0 });
});

test('what should tell of something and cannot be read is kept as unread', async () => {
  await using it = await intakeHouse({
    source: adapter(() => ({ is: 'unread', why: 'It has no commits any more.' })),
  });
  expect((await it.deliver('push', 'd-1', '{}')).json()).toMatchObject({ status: 'unread' });
  expect(await it.facts()).toMatchObject([{ type: 'DeliveryUnread', data: { parked: false } }]);
});

test('a source that answers 204 sends nothing after it', async () => {
  const quiet: Source = { ...github, answer: () => ({ status: 204, body: undefined }) };
  await using it = await intakeHouse({ source: quiet });
  const { statusCode, body, headers } = await it.deliver('deployment', 'd-1', fixture('deployment'));
  expect([statusCode, body]).toEqual([204, '']);
  expect(headers).not.toHaveProperty('content-type');
  expect(headers).not.toHaveProperty('content-length');
  expect(await it.facts()).toHaveLength(1);
});

test('who can set no header puts the secret into the address, and no log shows it', async () => {
  await using it = await intakeHouse({ source: jenkins });
  const send = (key: string) =>
    it.door.http.inject({
      method: 'POST',
      url: `/hooks/jenkins?key=${key}`,
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify({ name: 'deploy', build: { number: 7, phase: 'STARTED' } }),
    });
  expect((await send(secret)).json()).toMatchObject({ status: 'recorded' });
  expect((await send('another')).statusCode).toBe(401);
  expect(it.door.logged()).not.toContain(secret);
});

test('a body of several parts is recorded part by part; what was heard before adds nothing, whatever comes with it', async () => {
  const parted: Source = {
    ...adapter(({ body }) => ({ is: 'changes', changes: [{ title: String((body as { n: number }).n) }] })),
    parts: (value) =>
      Array.isArray(value) ? value.map((n) => ({ delivery: `part ${n}`, event: 'part', value: { n } })) : [],
  };
  await using it = await intakeHouse({ source: parted });
  const first = (await it.deliver('push', 'd-1', [1, 2])).json();
  expect(first).toMatchObject({ status: 'recorded', changes: [expect.any(String), expect.any(String)] });
  expect((await it.deliver('push', 'd-2', [2, 1])).json()).toMatchObject({ status: 'duplicate' });
  expect((await it.deliver('push', 'd-3', [2, 3])).json()).toMatchObject({ status: 'recorded', position: 3 });
  expect((await it.facts()).map(({ data }) => data)).toMatchObject([
    { observation: { title: '1' }, read: { delivery: 'part 1' } },
    { observation: { title: '2' } },
    { observation: { title: '3' } },
  ]);
  expect(await it.database.many(sql`select event from nightjar.raw`)).toHaveLength(3);
  expect(await replay(it.kernel, parted, new Date(0))).toMatchObject({ deliveries: 3, changed: 0 });
});

test('where taking apart fails, the body is kept and read as a whole', async () => {
  const broken: Source = {
    ...adapter(() => ({ is: 'ignored', why: 'Fine.' })),
    parts: () => {
      throw new Error('no parts');
    },
  };
  await using it = await intakeHouse({ source: broken });
  expect((await it.deliver('push', 'd-1', [1])).json()).toMatchObject({ status: 'ignored', why: 'Fine.' });
});

test('an id or event that the database cannot hold costs no delivery, and is the same id again', async () => {
  const bodied: Source = {
    ...github,
    identify: (_, __, value) => {
      const { id, kind } = value as { readonly id: string; readonly kind: string };
      return { delivery: id, event: kind };
    },
    map: ({ body }) =>
      (body as { readonly title?: string }).title === undefined
        ? { is: 'ignored', why: 'It has no title.' }
        : { is: 'changes', changes: [{ title: 'Something' }] },
  };
  await using it = await intakeHouse({ source: bodied });
  const long = Array.from({ length: 4_000 }, (_, nth) =>
    String.fromCodePoint(0x4e00 + ((nth * 7919) % 20_000)),
  );
  const bodies = [
    { id: 'a\0b', kind: 'x\0' },
    { id: '\ud800', kind: '\udc00' },
    { id: long.join(''), kind: long.join('') },
    { id: `${long.join('')}x`, kind: 'k', title: 'T' },
  ];
  for (const body of bodies) {
    const status = 'title' in body ? 'recorded' : 'ignored';
    expect((await it.deliver('', 'x', body)).json()).toMatchObject({ status });
    expect((await it.deliver('', 'x', body)).json()).toMatchObject({ status: 'duplicate' });
  }
  expect(await replay(it.kernel, bodied, new Date(0))).toMatchObject({ deliveries: 4, changed: 0 });
});
