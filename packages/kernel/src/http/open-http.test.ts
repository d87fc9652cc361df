import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { refusals } from '../refusal.ts';
import { testDoor } from '../testing/door.ts';
import type { Http } from './http.ts';

const busy = refusals({ 'test.busy': { kind: 'busy', says: 'Too much waits.', next: 'Wait.' } });

const routes = (http: Http) => {
  const schema = {
    body: Type.Object({
      title: Type.String({ minLength: 1 }),
      kind: Type.Optional(Type.Union([Type.Literal('deploy'), Type.Literal('flag')])),
      services: Type.Array(Type.String()),
    }),
  };
  http.post('/things', { config: { right: 'ingest' }, schema }, async ({ body }) => ({ got: body }));
  http.get(
    '/things/:id',
    {
      config: { right: 'read' },
      schema: { querystring: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1 })) }) },
    },
    async ({ query, caller }) => ({ limit: query.limit ?? null, subject: caller.subject }),
  );
  http.get('/bug', { config: { right: 'read' } }, async () => {
    throw new Error('select secret_column from inner_table');
  });
  http.get('/busy', { config: { right: 'read' } }, async () => {
    throw busy('test.busy', { retryAfterSeconds: 1.2 });
  });
  http.get('/page', { config: { right: 'anyone' } }, async (_, reply) =>
    reply.type('text/html').send('<h1>hello</h1>'),
  );
};

const post = { method: 'POST', url: '/things', headers: { authorization: 'Bearer ingest' } } as const;
const get = (url: string) => ({ method: 'GET', url, headers: { authorization: 'Bearer read' } }) as const;

test('a route that does not say what its caller needs cannot be registered', async () => {
  await expect(testDoor({}, (http) => http.get('/open', async () => 'hello'))).rejects.toThrow(
    'GET /open does not say what its caller needs',
  );
});

test('a caller that nobody knows is asked for a token', async () => {
  await using door = await testDoor({}, routes);
  const answer = await door.http.inject({ method: 'GET', url: '/things/1' });
  expect(answer.statusCode).toBe(401);
  expect(answer.headers['www-authenticate']).toBe('Bearer realm="nightjar"');
  expect(answer.headers['content-type']).toBe('application/problem+json');
  expect(answer.json()).toMatchObject({
    type: 'urn:nightjar:refusal:caller.unknown',
    status: 401,
    code: 'caller.unknown',
    next: expect.stringContaining('Bearer'),
  });
});

test('a caller without the right is told which one is missing', async () => {
  await using door = await testDoor({}, routes);
  const answer = await door.http.inject({ ...post, headers: { authorization: 'Bearer read' }, payload: {} });
  expect(answer.statusCode).toBe(403);
  expect(answer.json()).toMatchObject({
    code: 'caller.not-allowed',
    detail: 'This needs the right "ingest"; the caller has: read.',
  });
});

test('an admin may do everything, and the route knows who asks', async () => {
  await using door = await testDoor({}, routes);
  const headers = { authorization: 'Bearer admin' };
  const answer = await door.http.inject({ method: 'GET', url: '/things/1?limit=7', headers });
  expect(answer.json()).toEqual({ limit: 7, subject: 'token:test' });
});

test('every fault of a body is listed, the first one pointed at', async () => {
  await using door = await testDoor({}, routes);
  const answer = await door.http.inject({ ...post, payload: { title: '', services: ['a', 7] } });
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({
    code: 'request.invalid',
    pointer: '/title',
    detail: '/title in the body must NOT have fewer than 1 characters.',
    faults: [{ pointer: '/title' }, { pointer: '/services/1', says: 'must be string' }],
  });
});

test('a missing field is pointed at as if it were there', async () => {
  await using door = await testDoor({}, routes);
  const answer = await door.http.inject({ ...post, payload: { services: [] } });
  expect(answer.json()).toMatchObject({ pointer: '/title', detail: '/title in the body is missing.' });
});

test('a body of another type than the schema says is not bent into it', async () => {
  await using door = await testDoor({}, routes);
  const answer = await door.http.inject({ ...post, payload: { title: 1, services: 'a' } });
  expect(answer.json().faults).toHaveLength(2);
});

test('unknown fields stay', async () => {
  await using door = await testDoor({}, routes);
  const payload = { title: 'x', services: [], more: { a: 1 } };
  expect((await door.http.inject({ ...post, payload })).json()).toEqual({ got: payload });
});

test('a huge wrong body is answered with its first fault only', async () => {
  await using door = await testDoor({}, routes);
  const payload = { title: 'x', services: Array.from({ length: 10_000 }, () => 7) };
  expect((await door.http.inject({ ...post, payload })).json().faults).toHaveLength(1);
});

test('no body where one is needed is a refusal', async () => {
  await using door = await testDoor({}, routes);
  const answer = await door.http.inject(post);
  expect(answer.json()).toMatchObject({ status: 400, code: 'request.invalid', pointer: '' });
});

test('a query parameter out of its range is named', async () => {
  await using door = await testDoor({}, routes);
  const answer = await door.http.inject(get('/things/1?limit=0'));
  expect(answer.json()).toMatchObject({ status: 400, detail: '/limit in the query must be >= 1.' });
});

test('malformed JSON is refused with the offset', async () => {
  await using door = await testDoor({}, routes);
  const headers = { ...post.headers, 'content-type': 'application/json' };
  const answer = await door.http.inject({ ...post, headers, payload: '{"title": "x",}' });
  expect(answer.json()).toMatchObject({ status: 400, code: 'request.not-json', offset: 14 });
});

test.each([
  ['text/csv', 415, 'request.type'],
  ['application/json; charset=iso-8859-1', 415, 'request.charset'],
  ['application/cloudevents+json; charset="UTF-8"', 200, undefined],
])('a body of type %s is answered %i', async (type, status, code) => {
  await using door = await testDoor({}, routes);
  const payload = '{"title":"x","services":[]}';
  const headers = { ...post.headers, 'content-type': type };
  const answer = await door.http.inject({ ...post, headers, payload });
  expect(answer.statusCode).toBe(status);
  expect(answer.json().code).toBe(code);
});

test('a bug is answered with its request id alone, and logged with its cause', async () => {
  await using door = await testDoor({}, routes);
  const answer = await door.http.inject(get('/bug'));
  expect(answer.json()).toMatchObject({
    status: 500,
    code: 'internal',
    requestId: answer.headers['x-request-id'],
  });
  expect(answer.body).not.toContain('secret_column');
  expect(door.logged()).toContain('secret_column');
});

test('a busy house says when to come back, in whole seconds', async () => {
  await using door = await testDoor({}, routes);
  const answer = await door.http.inject(get('/busy'));
  expect(answer.statusCode).toBe(429);
  expect(answer.headers['retry-after']).toBe('2');
});

test('an unknown path is 404, a known one with another method 405 with Allow', async () => {
  await using door = await testDoor({}, routes);
  const unknown = await door.http.inject(get('/nowhere'));
  expect(unknown.json()).toMatchObject({ status: 404, code: 'route.unknown' });
  const wrong = await door.http.inject({ ...get('/things/1'), method: 'PUT' });
  expect(wrong.json()).toMatchObject({ status: 405, code: 'route.method' });
  expect(wrong.headers['allow']).toBe('GET, HEAD');
});

test('a path that is not UTF-8 or too long is refused in the same shape', async () => {
  await using door = await testDoor({}, routes);
  expect((await door.http.inject(get('/things/%ff'))).json()).toMatchObject({
    status: 400,
    code: 'request.malformed',
  });
  const long = await door.http.inject(get(`/things/${'x'.repeat(501)}`));
  expect(long.json()).toMatchObject({ status: 414, code: 'request.path-too-long' });
});

test('pages and data carry their security headers, and no origin is let in', async () => {
  await using door = await testDoor({}, routes);
  const headers = { ...get('/').headers, origin: 'https://elsewhere.example' };
  const page = await door.http.inject({ ...get('/page'), headers });
  expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(page.headers['content-security-policy']).not.toContain('unsafe-inline');
  const data = await door.http.inject({ ...get('/things/1'), headers });
  expect(data.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
  });
  expect(Object.keys(data.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
});

test('a policy that a route sets itself stays, and what it leaves out is added', async () => {
  const strict = { 'content-security-policy': "default-src 'none'", 'referrer-policy': 'strict-origin' };
  await using door = await testDoor({}, (http) => {
    http.get('/strict', { config: { right: 'anyone' } }, async (_, reply) =>
      reply.type('text/html').headers(strict).send('<h1>hello</h1>'),
    );
  });
  const { headers } = await door.http.inject(get('/strict'));
  expect(headers).toMatchObject({
    ...strict,
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
  });
});

test('a request id of the caller is kept where it is harmless', async () => {
  await using door = await testDoor({}, routes);
  const withId = async (id: string) =>
    (await door.http.inject({ ...get('/things/1'), headers: { 'x-request-id': id } })).headers[
      'x-request-id'
    ];
  expect(await withId('deploy-4711')).toBe('deploy-4711');
  expect(await withId('a b {"evil"}')).toMatch(/^[\da-f-]{36}$/);
});

test('a secret shows in no line of the log', async () => {
  await using door = await testDoor({}, routes);
  const secret = 'njt_abc123_SuperSecretValue';
  await door.http.inject({
    method: 'GET',
    url: `/things/1?token=${secret}&password=hunter2`,
    headers: { authorization: `Bearer ${secret}`, cookie: `nightjar_session=${secret}`, 'x-api-key': secret },
  });
  await door.http.inject({ method: 'GET', url: `/nowhere/${secret}` });
  door.http.log.info({ req: { headers: { authorization: secret, 'x-api-key': secret } } }, 'by hand');
  expect(door.logged()).toContain('/things/1');
  expect(door.logged()).not.toContain('SuperSecret');
  expect(door.logged()).not.toContain('hunter2');
});

test('the house is alive for anyone, its figures are for readers', async () => {
  await using door = await testDoor({}, routes);
  expect((await door.http.inject('/healthz')).statusCode).toBe(200);
  expect((await door.http.inject('/metrics')).statusCode).toBe(401);
  await door.http.inject(get('/things/1'));
  const { body } = await door.http.inject(get('/metrics'));
  expect(body).toContain(
    'nightjar_http_request_duration_seconds_count{method="GET",route="/things/:id",status="200"} 1',
  );
  expect(body).toContain('process_cpu_seconds_total');
});

test('anyone sees whether the house is ready, readers see why not, with the details', async () => {
  const ready = async () => [
    { name: 'database', ok: false, says: 'The database does not answer.', details: { lag: 3 } },
  ];
  await using door = await testDoor({ ready });
  const anyone = await door.http.inject('/readyz');
  expect(anyone.statusCode).toBe(503);
  expect(anyone.json()).toEqual({ ready: false });
  expect((await door.http.inject(get('/readyz'))).json()).toMatchObject({
    ready: false,
    reasons: ['The database does not answer.'],
    checks: [{ details: { lag: 3 } }],
  });
});

test('the document is OpenAPI 3.1 and has every route with what it needs', async () => {
  await using door = await testDoor({}, routes);
  const document = (await door.http.inject(get('/openapi.json'))).json();
  expect(document.openapi).toBe('3.1.0');
  expect(document.paths['/things'].post.description).toBe('Needs the right `ingest`.');
  expect(document.paths['/things'].post.requestBody.content['application/json'].schema.required).toEqual([
    'title',
    'services',
  ]);
  expect(document.paths['/healthz'].get.security).toEqual([]);
});

test('a refused request whose body nobody read is given up without harm when its time is over', async () => {
  await using door = await testDoor({ bodyTimeoutMs: 30 }, routes);
  const answer = await door.http.inject({ method: 'POST', url: '/nowhere', payload: { a: 1 } });
  expect(answer.statusCode).toBe(404);
  // The deadline falls into this; an error in it would end the process.
  await new Promise((resolve) => setTimeout(resolve, 80));
  expect((await door.http.inject('/healthz')).statusCode).toBe(200);
});
