import { expect, test } from 'vitest';
import { connect } from './connect.ts';
import { GarbledError, ProblemError, UnreachableError } from './failure.ts';
import { aChange, json, standIn } from './testing/stand-in.ts';

const sent = { position: 7, results: [{ status: 'recorded', change: 'chg_1', refusal: null }] };
const problem = {
  status: 400,
  code: 'change.invalid',
  detail: 'at is not a time',
  pointer: '/at',
  next: 'Send ISO 8601.',
};

test('a report carries the token and an idempotency key, and is answered with its position', async () => {
  await using server = await standIn((_, response) => json(response, 200, sent));
  const nightjar = connect({ url: `${server.url}/`, token: 'njt_abc' });
  expect(await nightjar.changes.send({ title: 'Deploy', services: ['pricing'] })).toEqual(sent);
  const [heard] = server.heard;
  expect(heard).toMatchObject({ method: 'POST', path: '/api/v1/changes' });
  expect(heard?.headers.authorization).toBe('Bearer njt_abc');
  expect(heard?.headers['idempotency-key']).toMatch(/^[0-9a-f]{32}$/);
  expect(JSON.parse(heard?.body ?? '')).toEqual({ title: 'Deploy', services: ['pricing'] });
});

test('a busy server is asked again after the time it named, with the same key and body', async () => {
  const at: number[] = [];
  await using server = await standIn((_, response) => {
    at.push(Date.now());
    if (at.length < 3)
      json(response, at.length === 1 ? 429 : 503, { code: 'log.busy' }, { 'retry-after': '1' });
    else json(response, 200, sent);
  });
  expect(await connect({ url: server.url }).changes.send([{ kind: 'flag' }])).toEqual(sent);
  expect(new Set(server.heard.map((one) => one.headers['idempotency-key'])).size).toBe(1);
  expect(new Set(server.heard.map((one) => one.body)).size).toBe(1);
  expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(990);
});

test('a connection cut in mid-answer is asked again', async () => {
  let calls = 0;
  await using server = await standIn((_, response) => {
    if (++calls > 1) return json(response, 200, sent);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' }).write('{"pos');
    setTimeout(() => response.destroy(), 20);
  });
  expect(await connect({ url: server.url }).changes.send({ kind: 'flag' })).toEqual(sent);
  expect(calls).toBe(2);
});

test('a refusal is said once, whole, and not repeated', async () => {
  await using server = await standIn((_, response) => json(response, 400, problem));
  const failure = await connect({ url: server.url })
    .changes.send({ at: 'noon' })
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ProblemError);
  expect(failure).toMatchObject({ ...problem, message: 'at is not a time', offset: null });
  expect(server.heard.length).toBe(1);
});

test('a time to wait longer than anyone would is handed to the caller', async () => {
  await using server = await standIn((_, response) =>
    json(response, 429, { code: 'log.busy' }, { 'retry-after': '600' }),
  );
  const failure = await connect({ url: server.url })
    .changes.send({ kind: 'flag' })
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({ status: 429, retryAfterMs: 600_000 });
  expect(server.heard.length).toBe(1);
});

test('an answer that is not Nightjar’s is told from no answer', async () => {
  await using page = await standIn((_, response) => void response.end('<html>Sign in</html>'));
  await using other = await standIn((_, response) => json(response, 200, { hello: 'world' }));
  await using away = await standIn(() => {});
  await away.close();
  await using proxy = await standIn((_, response) => void response.writeHead(500).end('<html>oops'));
  const failureOf = (url: string) =>
    connect({ url, retries: 0 })
      .changes.list()
      .catch((error: unknown) => error);
  expect(await failureOf(page.url)).toBeInstanceOf(GarbledError);
  expect(await failureOf(other.url)).toBeInstanceOf(GarbledError);
  expect(await failureOf(away.url)).toBeInstanceOf(UnreachableError);
  expect(await failureOf(proxy.url)).toMatchObject({ status: 500, code: 'http.500' });
});

test('a server that hangs is unreachable after the timeout', async () => {
  await using server = await standIn(() => {});
  const nightjar = connect({ url: server.url, retries: 1, timeoutMs: 50 });
  await expect(nightjar.changes.send({ kind: 'flag' })).rejects.toThrow(UnreachableError);
  expect(server.heard.length).toBe(2);
});

test('a call that is called off fails with the reason given', async () => {
  await using server = await standIn(() => {});
  const off = new AbortController();
  setTimeout(() => off.abort('enough'), 30);
  await expect(connect({ url: server.url }).changes.list({ signal: off.signal })).rejects.toBe('enough');
});

test('all walks the pages by their cursors and asks for no page it does not need', async () => {
  const pages: Record<string, unknown> = {
    first: {
      changes: [aChange({ id: 'c3' }), aChange({ id: 'c2' })],
      next: '1-2',
      position: 3,
      stale: false,
      follow: '1-3',
    },
    '1-2': { changes: [aChange({ id: 'c1' })], next: null, position: 3, stale: false, follow: '1-3' },
  };
  await using server = await standIn((heard, response) =>
    json(response, 200, pages[heard.query.get('cursor') ?? 'first']),
  );
  const { changes } = connect({ url: `${server.url}/` });
  const ids: string[] = [];
  for await (const change of changes.all({ q: 'kind:deploy "a b"', limit: 2 })) ids.push(change.id);
  expect(ids).toEqual(['c3', 'c2', 'c1']);
  expect(server.heard[1]?.query.get('q')).toBe('kind:deploy "a b"');
  for await (const change of changes.all()) if (change.id === 'c2') break;
  expect(server.heard.length).toBe(3);
});

test('a list of which the log took only a part is sent again under its key, and answered as one', async () => {
  const recorded = { status: 'recorded', change: 'c1', refusal: null };
  const busy = {
    status: 'refused',
    change: null,
    refusal: { code: 'log.busy', detail: 'full', next: 'again' },
  };
  const answers = [
    { position: 1, results: [recorded, busy] },
    {
      position: 2,
      results: [
        { ...recorded, status: 'duplicate' },
        { ...recorded, change: 'c2' },
      ],
    },
  ];
  await using server = await standIn((_, response) => json(response, 200, answers[server.heard.length - 1]));
  const sent = await connect({ url: server.url }).changes.send([{ title: 'a' }, { title: 'b' }]);
  expect(sent).toEqual({ position: 2, results: [recorded, { ...recorded, change: 'c2' }] });
  expect(new Set(server.heard.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  expect(server.heard).toHaveLength(2);
});
