import { sql } from '@nightjar/kernel/database/sql';
import { expect, test } from 'vitest';
import { intakeHouse } from './testing/intake-house.ts';

const plain = {
  specversion: '1.0',
  id: 'e-1',
  source: '/shop',
  type: 'com.example.ordered',
  subject: 'order-17',
};
const batch = { 'content-type': 'application/cloudevents-batch+json' };

test('an event is recorded in each mode, and is the same event in any of them', async () => {
  await using it = await intakeHouse();
  const structured = await it.send(plain);
  expect(structured.statusCode).toBe(202);
  expect(structured.json()).toEqual({
    position: 1,
    results: [{ status: 'recorded', change: expect.stringMatching(/^chg_/), why: null, refusal: null }],
  });
  const statuses = [
    await it.send([plain], batch),
    await it.send(plain, { 'content-type': 'application/json' }),
    await it.send(Buffer.alloc(0), {
      'content-type': undefined,
      'ce-specversion': '1.0',
      'ce-id': 'e-1',
      'ce-source': '/shop',
      'ce-type': 'com.example.ordered',
      'ce-subject': 'order-17',
    }),
  ].map((answer) => answer.json().results?.[0]?.status ?? answer.body);
  expect(statuses).toEqual(['duplicate', 'duplicate', 'duplicate']);
  expect(await it.facts()).toMatchObject([
    { actor: 'token:test', data: { observation: { source: 'cloudevents' } } },
  ]);
});

test('the same id with other content is refused: alone with 409, in a batch beside its neighbours', async () => {
  await using it = await intakeHouse();
  await it.send(plain);
  const alone = await it.send({ ...plain, subject: 'order-18' });
  expect([alone.statusCode, alone.json().code]).toEqual([409, 'delivery.mismatch']);
  const together = await it.send(
    [
      { ...plain, subject: 'order-18' },
      { ...plain, id: 'e-2' },
    ],
    batch,
  );
  expect(together.statusCode).toBe(202);
  expect(together.json().results).toMatchObject([
    { status: 'refused', refusal: { code: 'delivery.mismatch' } },
    { status: 'recorded' },
  ]);
});

test('a batch with an event that is wrong writes nothing', async () => {
  await using it = await intakeHouse();
  const answer = await it.send([plain, { ...plain, id: '' }], batch);
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({ code: 'event.invalid', pointer: '/1/id' });
  expect(await it.facts()).toEqual([]);
});

test('a batch of 500 is recorded whole, in order', async () => {
  await using it = await intakeHouse();
  const events = Array.from({ length: 500 }, (_, nth) => ({ ...plain, id: `e-${nth}` }));
  const { results } = (await it.send(events, batch)).json();
  expect(new Set(results.map((result: { change: string }) => result.change)).size).toBe(500);
  expect(await it.database.one(sql`select count(*) as n from nightjar.raw`)).toEqual({ n: 500 });
  expect((await it.send([], batch)).json()).toEqual({ position: 0, results: [] });
});

test('what is no CloudEvent, or not allowed, is refused, and nothing is written', async () => {
  await using it = await intakeHouse();
  const refused = async (body: string, headers: Record<string, string> = {}) => {
    const answer = await it.send(Buffer.from(body), headers);
    return [answer.statusCode, answer.json().code];
  };
  const avro = { 'content-type': 'application/cloudevents+avro' };
  expect(await refused('{}', avro)).toEqual([415, 'event.type']);
  expect(await refused('hello', { 'content-type': 'text/plain' })).toEqual([415, 'event.type']);
  expect(await refused('{"specversion":')).toEqual([400, 'request.not-json']);
  expect(await refused('['.repeat(5000))).toEqual([400, 'request.too-deep']);
  expect(await refused('{}')).toEqual([400, 'event.invalid']);
  expect(await refused('{}', { authorization: 'Bearer read' })).toEqual([403, 'caller.not-allowed']);
  expect(await refused('{}', { authorization: '' })).toEqual([401, 'caller.unknown']);
  const many = JSON.stringify(Array.from({ length: 10_001 }, () => plain));
  expect(await refused(many, batch)).toEqual([413, 'event.too-many']);
  expect(await it.facts()).toEqual([]);
});

test('ids and data that PostgreSQL cannot hold are kept in a form that it can', async () => {
  await using it = await intakeHouse();
  const event = {
    ...plain,
    id: 'a\0\ud800',
    source: 'x'.repeat(5000),
    type: 't\0',
    data: { 'k\0': '\udfff' },
  };
  expect((await it.send(event)).json().results).toMatchObject([{ status: 'recorded' }]);
  expect((await it.send(event)).json().results).toMatchObject([{ status: 'duplicate' }]);
});

test('the handshake allows the origin that asks', async () => {
  await using it = await intakeHouse();
  const ask = (headers: Record<string, string>) =>
    it.door.http.inject({ method: 'OPTIONS', url: '/api/v1/events', headers });
  const answer = await ask({
    'webhook-request-origin': 'eventemitter.example.com',
    'webhook-request-rate': '120',
  });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).toMatchObject({
    'webhook-allowed-origin': 'eventemitter.example.com',
    'webhook-allowed-rate': '*',
    allow: 'POST, OPTIONS',
  });
  expect((await ask({})).statusCode).toBe(204);
});
