import { expect, test, vi } from 'vitest';
import { sql } from '../database/sql.ts';
import { capturedLog } from '../testing/captured-log.ts';
import { testDatabase } from '../testing/database.ts';
import { appender, defaultLimits } from './appender.ts';
import type { Append } from './log.ts';
import { type LogOptions, openLog } from './open-log.ts';

const happened = (stream: string, n = 1, more: Partial<Append> = {}): Append => ({
  org: 1,
  stream,
  facts: Array.from({ length: n }, (_, i) => ({ type: 'Happened', data: { i } })),
  ...more,
});

const house = async (options: LogOptions = {}) => {
  const database = await testDatabase();
  const log = await openLog(database, options);
  return {
    database,
    log,
    [Symbol.asyncDispose]: async () => {
      await log.close();
      await database[Symbol.asyncDispose]();
    },
  };
};

test('positions are gapless and in the order of commits, whoever appends', async () => {
  await using it = await house();
  const other = await openLog(it.database);
  await Promise.all(
    Array.from({ length: 200 }, (_, i) => (i % 2 ? it.log : other).append(happened(`s:${i}`, 1 + (i % 3)))),
  );
  const facts = await it.log.read({ after: 0, limit: 1000 });
  expect(facts.map((fact) => fact.pos)).toEqual(facts.map((_, i) => i + 1));
  expect(facts).toHaveLength(399);
  await other.close();
});

test('the same key and body again is a duplicate at the same positions; another body is a mismatch', async () => {
  await using it = await house();
  const once = { source: 'test', key: 'k', hash: 'a' };
  const [first, again] = await Promise.all([
    it.log.append(happened('s', 2, { once })),
    it.log.append(happened('s', 2, { once })),
  ]);
  expect(first).toEqual({ status: 'ok', firstPos: 1, lastPos: 2, ver: 0 });
  expect(again).toEqual({ status: 'duplicate', firstPos: 1, lastPos: 2 });
  const other = await it.log.append(happened('s', 2, { once: { ...once, hash: 'b' } }));
  expect(other.status).toBe('mismatch');
  expect(await it.log.head()).toBe(2);
});

test('an expected version that does not hold is a conflict without side effects', async () => {
  await using it = await house();
  expect(await it.log.append(happened('s', 2, { expect: 0 }))).toMatchObject({ status: 'ok', ver: 2 });
  const once = { source: 'test', key: 'k', hash: 'a' };
  expect(await it.log.append(happened('s', 1, { expect: 1, once }))).toEqual({ status: 'conflict', ver: 2 });
  expect(await it.log.append(happened('s', 1, { expect: 2, once }))).toMatchObject({ status: 'ok', ver: 3 });
  expect((await it.log.stream(1, 's')).map((fact) => fact.ver)).toEqual([1, 2, 3]);
});

test('of many who expect the same version one wins', async () => {
  await using it = await house();
  const results = await Promise.all(
    Array.from({ length: 20 }, () => it.log.append(happened('s', 1, { expect: 0 }))),
  );
  expect(results.filter((result) => result.status === 'ok')).toHaveLength(1);
  expect(results.filter((result) => result.status === 'conflict')).toHaveLength(19);
});

test('one command that cannot be kept does not fail its neighbours', async () => {
  await using it = await house();
  const bad = { org: 1, stream: 'bad', facts: [{ type: 'Happened', data: { text: 'a\u0000b' } }] };
  const results = await Promise.allSettled([
    it.log.append(happened('a')),
    it.log.append(bad),
    it.log.append(happened('b')),
  ]);
  expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(results[1]).toMatchObject({ reason: { code: 'log.unstorable' } });
});

test('a full queue is refused at once and loses nothing that was taken', async () => {
  await using it = await house();
  const small = await openLog(it.database, { limits: { queueFacts: 10 } });
  const results = await Promise.allSettled(
    Array.from({ length: 30 }, (_, i) => small.append(happened(`s:${i}`))),
  );
  const taken = results.filter((result) => result.status === 'fulfilled');
  expect(taken).toHaveLength(10);
  expect(results.at(-1)).toMatchObject({ reason: { code: 'log.busy', where: { retryAfterSeconds: 1 } } });
  expect(await it.log.head()).toBe(10);
  await small.close();
});

test('a raw delivery is kept beside its facts, compressed, and only if they were recorded', async () => {
  await using it = await house();
  const raw = {
    source: 'github',
    delivery: 'd1',
    event: 'push',
    headers: {},
    body: Buffer.from('{}'.repeat(500)),
  };
  const once = { source: 'github', key: 'd1', hash: 'a' };
  await it.log.append(happened('s', 1, { raw, once }));
  await it.log.append(happened('s', 1, { raw, once }));
  const rows = await it.database.many<{ bytes: number }>(sql`select length(body) as bytes from nightjar.raw`);
  expect(rows).toHaveLength(1);
  expect(rows[0]?.bytes).toBeLessThan(100);
});

test('segments are made ahead of the head, and a missing one is mended', async () => {
  await using it = await house({ segmentSize: 5 });
  for (let i = 0; i < 12; i++) await it.log.append(happened('s', 4));
  const last = sql`select to_regclass('nightjar.event_s000011') as name`;
  await vi.waitUntil(async () => (await it.database.one<{ name: string | null }>(last))?.name != null);
  await it.database.run(sql`drop table nightjar.event_s000010, nightjar.event_s000011`);
  await it.log.append(happened('s', 4));
  expect((await it.log.read({ after: 0, limit: 100 })).map((fact) => fact.pos)).toEqual(
    Array.from({ length: 52 }, (_, i) => i + 1),
  );
});

test('readers of this and of another process hear that the log has grown', async () => {
  await using it = await house();
  const other = await openLog(it.database);
  const heard = Promise.all(
    [it.log, other].map((log) => new Promise<number>((resolve) => log.onGrown(resolve))),
  );
  await it.log.append(happened('s', 3));
  expect(await heard).toEqual([3, 3]);
  await other.close();
});

test('facts are counted by their real size: many large ones do not become one batch that nobody can send', async () => {
  const sent: number[] = [];
  const group = appender(
    async (statement) => {
      const counts = statement.values[8] as string;
      const commands = counts.split(',').length;
      sent.push(commands);
      return Array.from({ length: commands }, (_, i) => ({
        cmd: i + 1,
        status: 'conflict',
        first_pos: 0,
        last_pos: 0,
        ver: 0,
      }));
    },
    () => {},
    { ...defaultLimits, queueBytes: 5_000_000 },
  );
  const large = (bytes: number): Append => ({
    org: 1,
    stream: 's',
    facts: [{ type: 'Happened', data: { text: 'x'.repeat(bytes) } }],
  });
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => group.append(large(400_000))));
  expect(sent).toEqual([2, 2, 2, 2, 2, 2]);
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(8);
  expect(results.at(-1)).toMatchObject({ reason: { code: 'log.busy' } });
  await group.close();
});

test('a fact that cannot be written as JSON, or cannot be sent, fails its own append and no other', async () => {
  await using it = await house();
  const ring: Record<string, unknown> = {};
  ring['self'] = ring;
  const of = (data: unknown): Append => ({ org: 1, stream: 's', facts: [{ type: 'Happened', data }] });
  const raw = { source: 's', delivery: 'd', event: 'e', headers: {}, body: { length: 1 } as Buffer };
  const results = await Promise.allSettled(
    [of({ n: 1 }), of(ring), of(undefined), { ...of({ n: 2 }), raw }, of({ n: 3 })].map((command) =>
      it.log.append(command),
    ),
  );
  expect(results.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'rejected',
    'rejected',
    'fulfilled',
  ]);
  expect(results[1]).toMatchObject({ reason: expect.any(TypeError) });
  expect(results[3]).toMatchObject({ reason: expect.any(TypeError) });
  expect(await it.log.append(of({ n: 4 }))).toMatchObject({ status: 'ok', firstPos: 3 });
});

test('what cannot be kept is named for what it is, without the words of the database', async () => {
  await using it = await house();
  const of = (more: Partial<Append>, fact = {}): Append => ({
    org: 1,
    stream: 's',
    facts: [{ type: 'Happened', data: {}, ...fact }],
    ...more,
  });
  const told = async (command: Append): Promise<string> =>
    it.log.append(command).then(
      ({ status }) => status,
      (error) => `${error.code}: ${error.message}`,
    );
  expect(await told(of({}, { data: { text: 'secret\u0000' } }))).toMatch(/^log\.unstorable: .*U\+0000/);
  expect(await told(of({}, { at: '999999-01-01T00:00:00Z' }))).toMatch(/^log\.unstorable: A time/);
  expect(await told(of({ cause: 'secret' }))).toMatch(/^log\.unstorable: .*UUID/);
  expect(await told(of({}, { v: 70_000 }))).toMatch(/^log\.unstorable: A number/);
  expect(await told(of({ cause: 'secret' }))).not.toContain('secret');
});

test('a full disk is answered at once for what it is, and said once until it is over', async () => {
  const { logger, logged } = capturedLog();
  await using it = await house({ logger });
  const full = sql`create function full_disk() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file' using errcode = '53100'; end $$`;
  await it.database.run(full);
  await it.database.run(
    sql`create trigger full_disk before insert on nightjar.event for each row execute function full_disk()`,
  );
  const began = performance.now();
  for (let i = 0; i < 3; i++)
    await expect(it.log.append(happened('s'))).rejects.toMatchObject({ code: 'log.no-room' });
  expect(performance.now() - began).toBeLessThan(3000);
  await it.database.run(sql`drop trigger full_disk on nightjar.event`);
  expect(await it.log.append(happened('s'))).toMatchObject({ status: 'ok', firstPos: 1 });
  const lines = logged().trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual([
    expect.stringMatching(/disk of the database is full/),
    'facts are recorded again',
  ]);
});

test('contention that lasts is said, once', async () => {
  const { logger, logged } = capturedLog();
  await using it = await house({ logger, limits: { patienceMs: 5000 } });
  const holder = await it.database.connect();
  await holder.query('set idle_in_transaction_session_timeout = 0; begin');
  await holder.query('select pg_advisory_xact_lock(20177, 1)');
  const refused = await Promise.allSettled([it.log.append(happened('a')), it.log.append(happened('b'))]);
  await holder.end();
  for (const outcome of refused) expect(outcome).toMatchObject({ reason: { code: 'log.busy' } });
  expect(logged().match(/nothing can be recorded/g)).toHaveLength(1);
}, 20_000);
