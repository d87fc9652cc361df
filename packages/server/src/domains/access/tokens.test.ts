import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { expect, test } from 'vitest';
import { bootstrapToken, lonelyHouse, type TestHouse, testHouse } from './testing/house.ts';

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const admin = bearer(bootstrapToken);

const issue = async ({ http }: TestHouse, wanted: object = {}): Promise<{ id: string; token: string }> => {
  const payload = { name: 'ci', rights: ['read'], ...wanted };
  const answer = await http.inject({ method: 'POST', url: '/api/v1/tokens', headers: admin, payload });
  expect(answer.statusCode).toBe(201);
  return answer.json();
};

const read = async ({ http }: TestHouse, token: string) => {
  const answer = await http.inject({ method: 'GET', url: '/read', headers: bearer(token) });
  return answer.statusCode === 200 ? answer.json().subject : answer.json().code;
};

const tokensOf = async ({ http }: TestHouse) =>
  (await http.inject({ method: 'GET', url: '/api/v1/tokens?min_pos=1', headers: admin })).json().tokens;

const eventually = async <Value>(
  look: () => Promise<Value>,
  wanted: Value,
  withinMs: number,
): Promise<number> => {
  const start = performance.now();
  while ((await look()) !== wanted) {
    expect(performance.now() - start).toBeLessThan(withinMs);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return performance.now() - start;
};

/** Counts the calls of one function of the house from now on. */
const counted = <Part extends object>(part: Part, name: keyof Part): (() => number) => {
  const original = part[name] as (...given: unknown[]) => unknown;
  let calls = 0;
  part[name] = ((...given: unknown[]) => {
    calls += 1;
    return original(...given);
  }) as Part[keyof Part];
  return () => calls;
};

test('a token that was issued holds at once, with its rights and no others', async () => {
  await using house = await lonelyHouse();
  const { id, token } = await issue(house);
  expect(await read(house, token)).toBe(`token:${id}`);
  const ingest = await issue(house, { rights: ['ingest'] });
  expect(await read(house, ingest.token)).toBe('caller.not-allowed');
  const list = await house.http.inject({ method: 'GET', url: '/api/v1/tokens', headers: bearer(token) });
  expect(list.statusCode).toBe(403);
});

test('a token that does not hold is refused with the reason', async () => {
  await using house = await lonelyHouse();
  const { token } = await issue(house);
  await using other = await lonelyHouse();
  expect(await read(other, token)).toBe('auth.token-unknown');
  expect(await read(house, `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`)).toBe(
    'auth.token-mistyped',
  );
  expect(await read(house, 'something-else')).toBe('auth.token-unknown');
  const basic = { authorization: 'Basic YTpi' };
  const answer = await house.http.inject({ method: 'GET', url: '/read', headers: basic });
  expect(answer.json().code).toBe('auth.scheme');
  expect(answer.headers['www-authenticate']).toBe('Bearer realm="nightjar", error="invalid_token"');
});

test.each([
  ['POST', '/api/v1/session', {}],
  ['POST', '/api/v1/people', {}],
  ['POST', '/api/v1/invitations', admin],
  ['POST', '/api/v1/tokens', admin],
] as const)('%s %s takes no body over 16 KiB', async (method, url, headers) => {
  await using house = await lonelyHouse();
  const answer = await house.http.inject({ method, url, headers, payload: { name: 'x'.repeat(16_384) } });
  expect(answer.json()).toMatchObject({ status: 413, code: 'request.too-large' });
});

test('a token expires', async () => {
  await using house = await lonelyHouse();
  const expiresAt = new Date(Date.now() + 60_000).toISOString();
  const { id, token } = await issue(house, { expiresAt });
  expect(await read(house, token)).toBe(`token:${id}`);
  house.clock.forward(60_000);
  expect(await read(house, token)).toBe('auth.token-expired');
});

test('after a rotation both hold, after the grace only the new one', async () => {
  await using house = await lonelyHouse();
  const old = await issue(house);
  const rotated = await house.http.inject({
    method: 'POST',
    url: `/api/v1/tokens/${old.id}/rotate`,
    headers: admin,
    payload: { graceSeconds: 60 },
  });
  const { token } = rotated.json();
  expect(token).not.toBe(old.token);
  expect(await read(house, old.token)).toBe(`token:${old.id}`);
  expect(await read(house, token)).toBe(`token:${old.id}`);
  house.clock.forward(60_000);
  expect(await read(house, old.token)).toBe('auth.token-unknown');
  expect(await read(house, token)).toBe(`token:${old.id}`);
});

test('a rotation needs no body', async () => {
  await using house = await lonelyHouse();
  const { id } = await issue(house);
  const url = `/api/v1/tokens/${id}/rotate`;
  const answer = await house.http.inject({ method: 'POST', url, headers: admin });
  expect(answer.statusCode).toBe(200);
});

test('a revoked token is out at once here and within a second elsewhere', async () => {
  await using database = await testDatabase();
  await using here = await testHouse(database.url);
  await using there = await testHouse(database.url);
  const { id, token } = await issue(here);
  expect(await read(there, token)).toBe(`token:${id}`);
  // The noting of the use looks into the log, and must not be what tells of the revocation.
  await eventually(async () => (await tokensOf(there))[0].lastUsed !== null, true, 2000);
  await here.http.inject({ method: 'DELETE', url: `/api/v1/tokens/${id}`, headers: admin });
  expect(await read(here, token)).toBe('auth.token-unknown');
  await eventually(() => read(there, token), 'auth.token-unknown', 1500);
});

test('a token that was revoked is out after a restart, though the read model lags', async () => {
  await using database = await testDatabase();
  const before = await testHouse(database.url);
  const { id, token } = await issue(before);
  expect(await tokensOf(before)).toHaveLength(1);
  await before.kernel.projections.stop();
  await before.http.inject({ method: 'DELETE', url: `/api/v1/tokens/${id}`, headers: admin });
  await before[Symbol.asyncDispose]();
  await using after = await testHouse(database.url);
  expect(await read(after, token)).toBe('auth.token-unknown');
});

test('where the read model does not come on, a token that is not known is put off, not refused', async () => {
  await using database = await testDatabase();
  await using here = await testHouse(database.url);
  await using there = await testHouse(database.url);
  await there.kernel.projections.stop();
  const { token } = await issue(here);
  const answer = await there.http.inject({ method: 'GET', url: '/read', headers: bearer(token) });
  expect(answer.json()).toMatchObject({ status: 503, code: 'auth.behind' });
  expect(answer.headers['retry-after']).toBe('2');
});

test('tokens outlive a restart', async () => {
  await using database = await testDatabase();
  const before = await testHouse(database.url);
  const { id, token } = await issue(before);
  await before[Symbol.asyncDispose]();
  await using after = await testHouse(database.url);
  expect(await read(after, token)).toBe(`token:${id}`);
});

test('many uses are one fact, and the list says when', async () => {
  await using house = await lonelyHouse();
  const { id, token } = await issue(house);
  const asked = counted(house.kernel.log, 'stream');
  await Promise.all(Array.from({ length: 20 }, () => read(house, token)));
  await eventually(async () => (await tokensOf(house))[0].lastUsed !== null, true, 2000);
  expect(asked()).toBe(1);
  const facts = await house.kernel.log.stream(1, `token:${id}`);
  expect(facts.map(({ type }) => type)).toEqual(['TokenIssued', 'TokenUsed']);
});

test('an unknown or revoked token cannot be rotated', async () => {
  await using house = await lonelyHouse();
  const { id } = await issue(house);
  const rotate = (which: string) =>
    house.http.inject({ method: 'POST', url: `/api/v1/tokens/${which}/rotate`, headers: admin, payload: {} });
  await house.http.inject({ method: 'DELETE', url: `/api/v1/tokens/${id}`, headers: admin });
  expect((await rotate(id)).json()).toMatchObject({ status: 409, code: 'token.revoked' });
  expect((await rotate('%00')).json()).toMatchObject({ status: 400, code: 'request.character' });
  expect((await rotate('nothing')).json()).toMatchObject({ status: 404, code: 'token.unknown' });
});

test('authentication asks the database nothing about a token that is known', async () => {
  await using house = await lonelyHouse();
  const { token } = await issue(house);
  await read(house, token);
  await eventually(async () => (await tokensOf(house))[0].lastUsed !== null, true, 10_000);
  const asked = [counted(house.kernel.log, 'head'), counted(house.kernel.projections, 'table')];
  const during = async (): Promise<number> => {
    const before = asked.reduce((sum, calls) => sum + calls(), 0);
    for (let i = 0; i < 50; i += 1) await read(house, token);
    return asked.reduce((sum, calls) => sum + calls(), 0) - before;
  };
  // The house takes in by itself what was noted of the use, once, whenever that may be; the reads themselves ask nothing.
  await eventually(during, 0, 10_000);
});

test('a fresh folder replaces the token of the command line, and what a crash left beside it is in nobody’s way', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nightjar-'));
  const file = join(folder, 'token');
  try {
    await using house = await lonelyHouse();
    const started = async (): Promise<string> => {
      await rm(file, { force: true });
      await writeFile(`${file}.${process.pid}`, 'half a tok');
      expect(await house.access.ensureLocalToken(file)).toBe('written');
      return (await readFile(file, 'utf8')).trim();
    };
    const first = await started();
    const second = await started();
    expect(await read(house, first)).toBe('auth.token-unknown');
    expect(await read(house, second)).toMatch(/^token:/);
    expect(await tokensOf(house)).toHaveLength(1);
    // Somebody revoked it: that is for good, and the next start has another.
    const [{ id }] = await tokensOf(house);
    await house.http.inject({ method: 'DELETE', url: `/api/v1/tokens/${id}`, headers: admin });
    const third = await started();
    expect(await read(house, third)).toMatch(/^token:/);
    expect(await read(house, second)).toBe('auth.token-unknown');
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('the token of the command line is written once, for its owner alone, and again for another log', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nightjar-'));
  const file = join(folder, 'token');
  try {
    await using house = await lonelyHouse();
    expect(await house.access.ensureLocalToken(file)).toBe('written');
    const token = (await readFile(file, 'utf8')).trim();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await read(house, token)).toMatch(/^token:/);
    expect(await house.access.ensureLocalToken(file)).toBe('kept');
    expect((await readFile(file, 'utf8')).trim()).toBe(token);
    await using other = await lonelyHouse();
    expect(await other.access.ensureLocalToken(file)).toBe('written');
    await writeFile(file, 'rubbish', { mode: 0o644 });
    expect(await other.access.ensureLocalToken(file)).toBe('written');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  } finally {
    await rm(folder, { recursive: true });
  }
});
