import { sql } from '@nightjar/kernel/database/sql';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { expect, test } from 'vitest';
import { people } from './projection.ts';
import { bootstrapToken, lonelyHouse, type TestHouse, testHouse } from './testing/house.ts';

const password = 'correct horse battery';
const admin = { authorization: `Bearer ${bootstrapToken}` };

const post = ({ http }: TestHouse, url: string, payload: object, headers: Record<string, string> = {}) =>
  http.inject({ method: 'POST', url, payload, headers });

const codeOf = (link: string | null): string => /#code=([^&]+)/.exec(link ?? '')?.[1] ?? '';

const cookieOf = (answer: { headers: Record<string, unknown> }): string =>
  String(answer.headers['set-cookie']).split(';', 1)[0] ?? '';

/** The first person, joined by the welcome link; answers the cookie. */
const join = async (house: TestHouse, name = 'Ada Lovelace'): Promise<string> => {
  const code = codeOf(await house.access.welcomeLink());
  const answer = await post(house, '/api/v1/people', { code, name, password });
  expect(answer.statusCode).toBe(201);
  return cookieOf(answer);
};

const read = async ({ http }: TestHouse, cookie: string) =>
  (await http.inject({ method: 'GET', url: '/read', headers: { cookie } })).json();

const whoami = async ({ http }: TestHouse, cookie = '') =>
  (await http.inject({ method: 'GET', url: '/api/v1/session', headers: { cookie } })).json();

test('the first person joins with the link, is an admin and signed in; the link is then no more', async () => {
  await using house = await lonelyHouse();
  expect(await house.access.welcomeLink()).toMatch(/^\/welcome#code=nji_/);
  expect(await whoami(house)).toEqual({ caller: null, firstRun: true });
  const code = codeOf(await house.access.welcomeLink());
  const cookie = await join(house);
  expect(await whoami(house, cookie)).toMatchObject({
    caller: { name: 'Ada Lovelace', rights: ['ingest', 'read', 'admin'] },
    firstRun: false,
  });
  expect(await house.access.welcomeLink()).toBe(null);
  const again = await post(house, '/api/v1/people', { code, name: 'Eve', password });
  expect(again.json()).toMatchObject({ status: 403, code: 'person.code' });
});

test('of two who use the link at once one joins', async () => {
  await using house = await lonelyHouse();
  const code = codeOf(await house.access.welcomeLink());
  const answers = await Promise.all(
    ['Ada', 'Eve'].map((name) => post(house, '/api/v1/people', { code, name, password })),
  );
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 403]);
});

test('a wrong code opens nothing, a short password is refused and leaves the link', async () => {
  await using house = await lonelyHouse();
  const link = await house.access.welcomeLink();
  const wrong = await post(house, '/api/v1/people', { code: 'nji_x', name: 'Eve', password });
  expect(wrong.json().code).toBe('person.code');
  const code = codeOf(link);
  const short = await post(house, '/api/v1/people', { code, name: 'Ada', password: 'eleven char' });
  expect(short.json()).toMatchObject({ code: 'request.invalid', pointer: '/password' });
  expect(short.body).not.toContain('eleven char');
  expect(await house.access.welcomeLink()).toBe(link);
});

test('a joining that fails leaves the link', async () => {
  await using house = await lonelyHouse();
  const payload = { code: codeOf(await house.access.welcomeLink()), name: 'Ada', password };
  const { log } = house.kernel;
  const { append } = log;
  (log as { append: typeof append }).append = () => Promise.reject(new Error('away'));
  expect((await post(house, '/api/v1/people', payload)).statusCode).toBe(500);
  (log as { append: typeof append }).append = append;
  expect((await post(house, '/api/v1/people', payload)).statusCode).toBe(201);
});

test('the cookie cannot be read by script, nor sent along by other sites, nor over plain HTTP once it was secure', async () => {
  await using plain = await lonelyHouse();
  const code = codeOf(await plain.access.welcomeLink());
  const answer = await post(plain, '/api/v1/people', { code, name: 'Ada', password });
  expect(String(answer.headers['set-cookie'])).toMatch(
    /^nightjar_session=njs_\w+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000$/,
  );
  await using secure = await lonelyHouse('https://jar.example');
  const payload = { code: codeOf(await secure.access.welcomeLink()), name: 'Ada', password };
  expect(String((await post(secure, '/api/v1/people', payload)).headers['set-cookie'])).toMatch(/; Secure$/);
});

test('a person signs in by name, however it is written, and signs out', async () => {
  await using house = await lonelyHouse();
  await join(house);
  const answer = await post(house, '/api/v1/session', { name: ' ada  LOVELACE', password });
  expect(answer.statusCode).toBe(201);
  const cookie = cookieOf(answer);
  expect((await read(house, cookie)).subject).toMatch(/^person:/);
  const out = await house.http.inject({
    method: 'DELETE',
    url: '/api/v1/session',
    headers: { cookie, 'sec-fetch-site': 'same-origin' },
  });
  expect(out.statusCode).toBe(204);
  expect(String(out.headers['set-cookie'])).toContain('Max-Age=0');
  expect((await read(house, cookie)).code).toBe('auth.session-ended');
});

test('a wrong password and an unknown name are refused alike', async () => {
  await using house = await lonelyHouse();
  await join(house);
  const wrong = await post(house, '/api/v1/session', { name: 'Ada Lovelace', password: 'wrong wrong wrong' });
  const unknown = await post(house, '/api/v1/session', { name: 'Nobody', password });
  expect(wrong.json()).toEqual(unknown.json());
  expect(wrong.json()).toMatchObject({ status: 401, code: 'sign-in.wrong' });
});

test('the eleventh attempt for a name waits, even with the right password', async () => {
  await using house = await lonelyHouse();
  await join(house);
  const attempt = (given: string) =>
    post(house, '/api/v1/session', { name: 'Ada Lovelace', password: given });
  await Promise.all(Array.from({ length: 10 }, () => attempt('wrong wrong wrong')));
  const answer = await attempt(password);
  expect(answer.json()).toMatchObject({ status: 429, code: 'sign-in.too-many' });
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(800);
  house.clock.forward(15 * 60_000);
  expect((await attempt(password)).statusCode).toBe(201);
});

test('who guesses from elsewhere keeps nobody out, though the name is asked for ever more slowly', async () => {
  await using house = await lonelyHouse();
  await join(house);
  const attempt = (given: string, remoteAddress: string) =>
    house.http.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { name: 'Ada Lovelace', password: given },
      remoteAddress,
    });
  const guesses = async (count: number, addressOf: (n: number) => string) => {
    const answers = [];
    for (let n = 0; n < count; n += 1)
      answers.push((await attempt('wrong wrong wrong', addressOf(n))).json().code);
    return answers;
  };
  // One /64, whatever the address within it, is one guesser.
  const told = await guesses(12, (n) => `2001:db8:1:2::${n + 1}`);
  expect(told.slice(10)).toEqual(['sign-in.too-many', 'sign-in.too-many']);
  expect((await attempt(password, '203.0.113.7')).statusCode).toBe(201);
  await guesses(24, (n) => `2001:db8:2:${n}::1`);
  const began = performance.now();
  expect((await attempt(password, '203.0.113.7')).statusCode).toBe(201);
  expect(performance.now() - began).toBeGreaterThan(300);
});

test('an address that tries many names waits', async () => {
  await using house = await lonelyHouse();
  const attempt = (i: number) => post(house, '/api/v1/people', { code: 'x', name: `name ${i}`, password });
  const answers = await Promise.all(Array.from({ length: 61 }, (_, i) => attempt(i)));
  const codes = answers.map((answer) => answer.json().code);
  expect(codes.filter((code) => code === 'person.code')).toHaveLength(60);
  expect(codes).toContain('sign-in.too-many');
});

test('a session ends after thirty days without a visit, and slides with each', async () => {
  await using house = await lonelyHouse();
  const cookie = await join(house);
  const day = 86_400_000;
  house.clock.forward(20 * day);
  const visit = await house.http.inject({ method: 'GET', url: '/api/v1/session', headers: { cookie } });
  expect(String(visit.headers['set-cookie'])).toContain('Max-Age=2592000');
  house.clock.forward(20 * day);
  expect((await read(house, cookie)).subject).toMatch(/^person:/);
  house.clock.forward(10 * day);
  expect((await read(house, cookie)).code).toBe('auth.session-ended');
});

test('a write with a cookie is taken only from our own pages', async () => {
  await using house = await lonelyHouse();
  const cookie = await join(house);
  const write = async (headers: Record<string, string>) => {
    const answer = await post(house, '/write', {}, { cookie, host: 'nightjar:4400', ...headers });
    return answer.statusCode === 200 ? 'ok' : answer.json().code;
  };
  expect(await write({ 'sec-fetch-site': 'same-origin' })).toBe('ok');
  expect(await write({ origin: 'http://nightjar:4400' })).toBe('ok');
  expect(await write({ 'sec-fetch-site': 'cross-site' })).toBe('auth.foreign-page');
  expect(await write({ origin: 'http://evil.example' })).toBe('auth.foreign-page');
  expect(await write({})).toBe('auth.foreign-page');
  // A token is no cookie: no browser sends it by itself.
  expect(await write({ ...admin, origin: 'http://evil.example' })).toBe('ok');
});

test('another site cannot sign a browser in', async () => {
  await using house = await lonelyHouse();
  await join(house);
  const body = { name: 'Ada Lovelace', password };
  const answer = await post(house, '/api/v1/session', body, { 'sec-fetch-site': 'cross-site' });
  expect(answer.json().code).toBe('auth.foreign-page');
});

test('an admin invites, the invited joins with those rights, and is removed at once', async () => {
  await using house = await lonelyHouse();
  const invited = await post(house, '/api/v1/invitations', { name: 'Bob', rights: ['read'] }, admin);
  expect(invited.json().link).toMatch(/^\/welcome#code=nji_\w+&name=Bob$/);
  const code = codeOf(invited.json().link);
  const wrongName = await post(house, '/api/v1/people', { code, name: 'Eve', password });
  expect(wrongName.json().code).toBe('person.code');
  const cookie = cookieOf(await post(house, '/api/v1/people', { code, name: 'Bob', password }));
  expect((await whoami(house, cookie)).caller).toMatchObject({ name: 'Bob', rights: ['read'] });
  const list = await house.http.inject({ method: 'GET', url: '/api/v1/people', headers: admin });
  expect(list.json().people).toMatchObject([{ name: 'Bob', state: 'member' }]);
  const url = `/api/v1/people/${invited.json().id}`;
  await house.http.inject({ method: 'DELETE', url, headers: admin });
  expect((await read(house, cookie)).code).toBe('auth.session-ended');
});

test('who was removed and is invited again joins anew: no session from before holds, here or at another process', async () => {
  await using database = await testDatabase();
  await using house = await testHouse(database.url);
  const joinAgain = async (secret: string) => {
    const invited = await post(house, '/api/v1/invitations', { name: 'Bob', rights: ['read'] }, admin);
    const code = codeOf(invited.json().link);
    const joined = await post(house, '/api/v1/people', { code, name: 'Bob', password: secret });
    return { id: invited.json().id, cookie: cookieOf(joined) };
  };
  const before = await joinAgain(password);
  expect((await read(house, before.cookie)).subject).toBe(`person:${before.id}`);
  await house.http.inject({ method: 'DELETE', url: `/api/v1/people/${before.id}`, headers: admin });
  expect((await read(house, before.cookie)).code).toBe('auth.session-ended');
  const after = await joinAgain('another correct horse');
  await using elsewhere = await testHouse(database.url);
  for (const at of [house, elsewhere]) {
    expect((await read(at, before.cookie)).code).toBe('auth.session-ended');
    expect((await read(at, after.cookie)).subject).toBe(`person:${after.id}`);
  }
  const signedIn = await post(house, '/api/v1/session', { name: 'Bob', password: 'another correct horse' });
  expect((await read(house, cookieOf(signedIn))).subject).toBe(`person:${after.id}`);
});

test('no secret is in a fact, a read model, an answer of another route or the log', async () => {
  await using house = await lonelyHouse();
  const code = codeOf(await house.access.welcomeLink());
  const cookie = await join(house);
  const { token } = (await post(house, '/api/v1/tokens', { name: 'ci', rights: ['read'] }, admin)).json();
  await house.http.inject({ method: 'GET', url: `/read?token=${token}`, headers: { cookie } });
  await post(house, '/api/v1/session', { name: 'Ada Lovelace', password: `${password}!` });
  const list = await house.http.inject({ method: 'GET', url: '/api/v1/tokens?min_pos=3', headers: admin });
  const rows = await house.kernel.database.many(
    sql`select e::text, (select jsonb_agg(s) from ${house.kernel.projections.table(people, 'session')} s) from nightjar.event e`,
  );
  const everything = `${house.logged()}${JSON.stringify(rows)}${list.body}`;
  expect(everything).toContain('TokenIssued');
  for (const secret of [code, token, password, cookie.split('=')[1] ?? '', bootstrapToken])
    expect(everything.includes(secret.slice(-20))).toBe(false);
});
