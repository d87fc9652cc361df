import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { type Answered, type Asked, ask, hangUp } from './testing/ask.ts';
import {
  bodiesOf,
  events,
  mostly,
  packed,
  packings,
  pieces,
  reports,
  strangeJson,
} from './testing/hostile.ts';
import { nothingLeft } from './testing/nothing-left.ts';
import { type WholeHouse, webhookSecret, wholeHouse } from './testing/whole-house.ts';

nothingLeft();

const seed = Number(process.env['ENEMY_SEED'] ?? Date.now() % 2 ** 31);
console.log(`fuzz: ENEMY_SEED=${seed}`);
const most = { seed, interruptAfterTimeLimit: 9_000, markInterruptAsFailure: false };
const ingest = { authorization: 'Bearer ingest 1' };

/** Requests that were accepted, by the test that runs. */
let taken = 0;
beforeEach(() => {
  taken = 0;
});

/** Where an invalid body or query is wrong: in words at the least, by pointer or offset where there is a place. */
const expectProblem = ({ type, text }: Answered, asked: string): void => {
  expect(type, asked).toMatch(/^application\/problem\+json/);
  const problem = JSON.parse(text);
  for (const member of ['type', 'title', 'detail', 'code', 'next'])
    expect(problem[member], `${asked}: ${member} of ${text}`).toEqual(expect.stringMatching(/./));
};

const shown = ({ method, path, headers, body }: Asked): string =>
  `${method} ${path.slice(0, 300)} ${JSON.stringify(headers)} ${String(body).slice(0, 300)}`;

/** Sends it and judges the answer: never a 5xx, a refusal in words, nothing written by what was refused. */
const judged = async (house: WholeHouse, asked: Asked): Promise<Answered> => {
  const before = await house.kernel.log.head();
  const answer = await ask(house.url, asked);
  if (answer.status < 300) taken += 1;
  const what = `${shown(asked)} → ${answer.status} ${answer.text.slice(0, 300)} ${house.errors().at(-1) ?? ''}`;
  if (answer.status === 503 || answer.status === 429) expect(answer.retryAfter, what).toBeDefined();
  else expect(answer.status, what).toBeLessThan(500);
  expect(answer.status, what).toBeGreaterThanOrEqual(200);
  if (answer.status >= 400) {
    expectProblem(answer, what);
    expect(await house.kernel.log.head(), `${what}: refused, and nothing written`).toBe(before);
  }
  return answer;
};

const afterwards = async (house: WholeHouse): Promise<void> => {
  expect(taken, 'requests that got past every guard').toBeGreaterThan(20);
  expect(house.errors()).toEqual([]);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  expect((await ask(house.url, { method: 'GET', path: '/healthz' })).status).toBe(200);
  // Everything that was taken can be read, applied and printed.
  const { status } = await ask(house.url, {
    method: 'GET',
    path: '/api/v1/changes?limit=200&consistency=strong',
    headers: { authorization: 'Bearer read 1' },
  });
  expect(status).toBe(200);
  expect((await house.kernel.projections.status()).filter((it) => it.status !== 'live')).toEqual([]);
  hangUp();
};

const keys = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  { weight: 2, arbitrary: fc.uuid() },
  { weight: 1, arbitrary: fc.constantFrom('', 'k'.repeat(256), 'k'.repeat(3000), '\u00e9', '__proto__') },
);

const headersOf = (type: string, key: string | undefined, encoding: string | undefined) => ({
  ...ingest,
  ...(type === '' ? {} : { 'content-type': type }),
  ...(key === undefined ? {} : { 'idempotency-key': key }),
  ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
});

const jsonTypes = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json; charset=utf-16',
  'APPLICATION/JSON',
  'application/x-ndjson',
  'application/jsonl',
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/json, application/json',
  '',
  '/',
];

test('POST /api/v1/changes answers anything, in words, and writes all of a request or what it says', async () => {
  await using house = await wholeHouse();
  await fc.assert(
    fc.asyncProperty(
      mostly('application/json', jsonTypes),
      bodiesOf(reports),
      mostly('none', packings),
      keys,
      async (type, content, packing, key) => {
        const { body, encoding } = packed(content, packing);
        const before = await house.kernel.log.head();
        const asked = {
          method: 'POST',
          path: '/api/v1/changes',
          headers: headersOf(type, key, encoding),
          body,
        };
        const { status, text } = await judged(house, asked);
        if (status >= 400) return;
        const answer = JSON.parse(text);
        const recorded =
          answer.recorded ??
          answer.results.filter((it: { status: string }) => it.status === 'recorded').length;
        expect((await house.kernel.log.head()) - before, shown(asked)).toBe(recorded);
      },
    ),
    { ...most, numRuns: 1000 },
  );
  await afterwards(house);
}, 40_000);

const eventTypes = [
  'application/cloudevents+json',
  'application/cloudevents+json; charset=utf-16',
  'application/cloudevents-batch+json',
  'application/json',
  'text/xml',
  '',
];

test('POST /api/v1/events answers anything in any mode, and what it refuses is not written', async () => {
  await using house = await wholeHouse();
  const attributes = fc.dictionary(
    fc.constantFrom('ce-id', 'ce-source', 'ce-type', 'ce-specversion', 'ce-time', 'ce-subject', 'ce-x'),
    fc.constantFrom(
      '1.0',
      'a',
      '',
      '%',
      '%00',
      '%F0%9F',
      'x'.repeat(3000),
      '2026-13-01T00:00:00Z',
      'dev.x',
      '/s',
    ),
  );
  await fc.assert(
    fc.asyncProperty(
      mostly('application/cloudevents+json', eventTypes),
      bodiesOf(events),
      mostly('none', packings),
      attributes,
      async (type, content, packing, more) => {
        const { body, encoding } = packed(content, packing);
        const headers = { ...headersOf(type, undefined, encoding), ...more };
        await judged(house, { method: 'POST', path: '/api/v1/events', headers, body });
      },
    ),
    { ...most, numRuns: 1000 },
  );
  await afterwards(house);
}, 40_000);

test('POST /hooks/github answers anything, signed or not', async () => {
  await using house = await wholeHouse();
  const named = fc.constantFrom(
    'push',
    'deployment_status',
    'release',
    'ping',
    '__proto__',
    'x'.repeat(3000),
    '',
  );
  await fc.assert(
    fc.asyncProperty(
      named,
      fc.oneof(
        { weight: 4, arbitrary: fc.uuid() },
        { weight: 1, arbitrary: fc.constantFrom('', '__proto__', 'd'.repeat(3000)) },
      ),
      bodiesOf(fc.oneof(reports, fc.jsonValue())),
      mostly('none', packings),
      mostly('application/json', ['application/x-www-form-urlencoded', 'text/plain', '']),
      mostly('right', ['wrong', 'none', 'sha256=', 'x'.repeat(5000)]),
      async (event, delivery, content, packing, type, signature) => {
        const { body, encoding } = packed(content, packing);
        const right = `sha256=${createHmac('sha256', webhookSecret).update(content).digest('hex')}`;
        await judged(house, {
          method: 'POST',
          path: '/hooks/github',
          headers: {
            ...(type === '' ? {} : { 'content-type': type }),
            ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
            'x-github-event': event,
            'x-github-delivery': delivery,
            ...(signature === 'none'
              ? {}
              : { 'x-hub-signature-256': signature === 'right' ? right : signature }),
          },
          body,
        });
      },
    ),
    { ...most, numRuns: 800 },
  );
  await afterwards(house);
}, 40_000);

test('each text that has broken a parser before is answered in words at every way in', async () => {
  await using house = await wholeHouse();
  for (const text of strangeJson) {
    const body = Buffer.from(text);
    const signature = `sha256=${createHmac('sha256', webhookSecret).update(body).digest('hex')}`;
    const signed = {
      'x-github-event': 'push',
      'x-github-delivery': `d${body.length}`,
      'x-hub-signature-256': signature,
    };
    for (const [path, type, more] of [
      ['/api/v1/changes', 'application/json', ingest],
      ['/api/v1/changes', 'application/x-ndjson', ingest],
      ['/api/v1/events', 'application/cloudevents+json', ingest],
      ['/api/v1/events', 'application/cloudevents-batch+json', ingest],
      ['/hooks/github', 'application/json', signed],
    ] as const) {
      await judged(house, { method: 'POST', path, headers: { 'content-type': type, ...more }, body });
    }
  }
  await afterwards(house);
}, 40_000);

test('a number without end in a query is refused', async () => {
  await using house = await wholeHouse();
  const headers = { authorization: 'Bearer read 1' };
  for (const limit of ['Infinity', '-Infinity', '1e400'])
    expect(
      (await judged(house, { method: 'GET', path: `/api/v1/changes?limit=${limit}`, headers })).status,
    ).toBe(400);
});

test('every route answers any query, path and body', async () => {
  await using house = await wholeHouse();
  const { text } = await ask(house.url, {
    method: 'GET',
    path: '/openapi.json',
    headers: { authorization: 'Bearer read 1' },
  });
  // The pages answer people, in HTML; everything else answers programs.
  const routes = Object.entries<object>(JSON.parse(text).paths)
    .filter(([path]) => /^\/(api|hooks|healthz|readyz|metrics|openapi)/.test(path))
    .flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ path, method: method.toUpperCase() })),
    );
  expect(routes.length).toBeGreaterThan(8);
  const names = fc.constantFrom(
    'q',
    'limit',
    'cursor',
    'consistency',
    'last_event_id',
    'results',
    '__proto__',
    'q[]',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...routes, { path: '/api/v1/changes', method: 'GET' }),
      fc.array(fc.tuple(names, pieces), { maxLength: 3 }),
      pieces,
      fc.oneof(fc.constant(undefined), bodiesOf(fc.jsonValue())),
      async ({ path, method }, query, piece, content) => {
        const filled = path.replaceAll(/\{[^}]+\}/g, piece === '' ? 'x' : piece.replaceAll('#', ''));
        const search = query.map(([name, value]) => `${name}=${value}`).join('&');
        const body = method === 'GET' || content === undefined ? {} : { body: content };
        const headers = {
          authorization: 'Bearer admin 1',
          ...('body' in body ? { 'content-type': 'application/json' } : {}),
        };
        const before = await house.kernel.log.head();
        const answer = await ask(house.url, {
          method,
          path: `${filled}?${search.replaceAll('#', '')}`,
          headers,
          ...body,
        });
        const what = `${method} ${filled}?${search} ${content ?? ''} → ${answer.status} ${answer.text.slice(0, 300)} ${house.errors().at(-1) ?? ''}`;
        if (answer.status === 503 || answer.status === 429) expect(answer.retryAfter, what).toBeDefined();
        else expect(answer.status, what).toBeLessThan(500);
        if (answer.status < 300) taken += 1;
        if (answer.status >= 400) {
          expectProblem(answer, what);
          expect(await house.kernel.log.head(), what).toBe(before);
        }
      },
    ),
    { ...most, numRuns: 1000 },
  );
  await afterwards(house);
}, 40_000);
