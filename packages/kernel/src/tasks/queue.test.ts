import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { sql } from '../database/sql.ts';
import { testDatabase } from '../testing/database.ts';
import * as queue from './queue.ts';

const nothing = async () => {};
const first = <Item>(items: readonly Item[]): Item => {
  const item = items[0];
  if (item === undefined) throw new Error('There is none.');
  return item;
};

/** A database with one topic, `page`, and a claim of it. */
const withTopic = async (settings: Partial<Parameters<typeof queue.register>[1]> = {}) => {
  const db = await testDatabase();
  const topic = { name: 'page', run: nothing, retry: { baseMs: 1, capMs: 1 }, ...settings };
  await queue.register(db, topic);
  return {
    db,
    claim: (n = 1, leaseMs = 10_000) => queue.claim(db, 'page', n, 'test', leaseMs),
    tick: () => queue.tick(db, ['page']),
    count: async () => (await db.one<{ n: number }>(sql`select count(*) as n from nightjar.task`))?.n,
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  };
};

describe('what is claimed', () => {
  test('the most urgent first, then the oldest', async () => {
    await using q = await withTopic();
    const of = (priority: number, n: number) => ({ topic: 'page', priority, payload: [priority, n] });
    await queue.enqueue(q.db, [of(50, 1), of(10, 1), of(90, 1), of(10, 2), of(50, 2)]);
    const claimed = [...(await q.claim(3)), ...(await q.claim(3))];
    expect(claimed.map(({ payload }) => payload)).toEqual([
      [10, 1],
      [10, 2],
      [50, 1],
      [50, 2],
      [90, 1],
    ]);
  });

  test('a task of the future not before its time', async () => {
    await using q = await withTopic();
    await queue.enqueue(q.db, [{ topic: 'page', runAt: new Date(Date.now() + 2000) }]);
    expect(await q.claim()).toHaveLength(0);
    const dueMs = first(await q.tick()).dueMs ?? 0;
    expect(dueMs).toBeGreaterThan(50);
    expect(await q.claim()).toHaveLength(0);
    await sleep(dueMs + 20);
    expect(first(await q.tick()).ready).toBe(true);
    expect(await q.claim()).toHaveLength(1);
  });

  test('nothing of a paused topic', async () => {
    await using q = await withTopic();
    await queue.enqueue(q.db, [{ topic: 'page' }]);
    await queue.pause(q.db, 'page', true);
    expect(await q.claim()).toHaveLength(0);
    expect(first(await q.tick()).ready).toBe(false);
    await queue.pause(q.db, 'page', false);
    expect(await q.claim()).toHaveLength(1);
  });

  test('one task of an exclusive key, and those without one past it', async () => {
    await using q = await withTopic();
    const of = (n: number, exclusive?: string) => ({
      topic: 'page',
      payload: n,
      ...(exclusive && { exclusive }),
    });
    await queue.enqueue(q.db, [of(1, 'a'), of(2, 'a'), of(3), of(4, 'b')]);
    const claimed = await q.claim(4);
    expect(claimed.map(({ payload }) => payload)).toEqual([1, 3, 4]);
    expect(await q.claim(4)).toHaveLength(0);
    await queue.complete(q.db, [first(claimed)]);
    expect((await q.claim(4)).map(({ payload }) => payload)).toEqual([2]);
  });

  test('one task of an exclusive key that two topics race for', async () => {
    await using q = await withTopic();
    await queue.register(q.db, { name: 'mail', run: nothing });
    for (let round = 0; round < 20; round++) {
      const keys = Array.from({ length: 10 }, (_, n) => `${round}/${n}`);
      await queue.enqueue(
        q.db,
        keys.flatMap((exclusive) => [
          { topic: 'page', exclusive },
          { topic: 'mail', exclusive },
        ]),
      );
      const both = await Promise.all([q.claim(10), queue.claim(q.db, 'mail', 10, 'test', 10_000)]);
      const claimed = both.flat();
      const held = await q.db.one<{ n: number; keys: number }>(sql`
        select count(*) as n, count(distinct exclusive) as keys from nightjar.task where state = 'leased'`);
      expect(held?.n).toBe(claimed.length);
      expect(held?.keys).toBe(claimed.length);
      // The winner of every key got it: what one lost the other has.
      expect(claimed).toHaveLength(10);
      await q.db.run(sql`delete from nightjar.task`);
    }
  });

  test('the same exclusive key of another org at the same time', async () => {
    await using q = await withTopic();
    await queue.enqueue(q.db, [
      { topic: 'page', exclusive: 'a', org: 1 },
      { topic: 'page', exclusive: 'a', org: 2 },
    ]);
    expect((await q.claim(2)).map(({ org }) => org)).toEqual([1, 2]);
  });

  test('never more than maxRunning, however many ask', async () => {
    await using q = await withTopic({ maxRunning: 3 });
    await queue.enqueue(
      q.db,
      Array.from({ length: 20 }, () => ({ topic: 'page' })),
    );
    const claimed = (await Promise.all([q.claim(2), q.claim(2), q.claim(2), q.claim(2)])).flat();
    expect(claimed).toHaveLength(3);
    await queue.complete(q.db, claimed.slice(0, 1));
    expect(await q.claim(5)).toHaveLength(1);
  });

  test('never more than burst and rate allow in any window, and not much less', async () => {
    const rate = { perSecond: 200, burst: 10 };
    await using q = await withTopic({ rate });
    await queue.enqueue(
      q.db,
      Array.from({ length: 400 }, () => ({ topic: 'page' })),
    );
    const began = performance.now();
    const claimer = async () => {
      while (performance.now() - began < 600) await q.claim(7);
    };
    await Promise.all([claimer(), claimer(), claimer()]);
    // The moment of each claim by the database's clock: the lease was 10 s from then.
    const rows = await q.db.many<{ at: number }>(sql`
      select extract(epoch from lease_until)::float8 as at from nightjar.task where state = 'leased' order by 1`);
    const at = rows.map((row) => row.at);
    expect(at.length).toBeGreaterThan(40);
    for (let from = 0; from < at.length; from++) {
      for (let to = from; to < at.length; to++) {
        const window = (at[to] ?? 0) - (at[from] ?? 0);
        expect(to - from + 1).toBeLessThanOrEqual(rate.burst + rate.perSecond * window + 1e-3);
      }
    }
  });

  test('while a transaction that enqueued stays open', async () => {
    await using q = await withTopic();
    await queue.enqueue(q.db, [{ topic: 'page', payload: 'committed' }]);
    await q.db.transaction(async (tx) => {
      await queue.enqueue(tx, [{ topic: 'page', payload: 'not yet', priority: 0 }]);
      expect((await q.claim(2)).map(({ payload }) => payload)).toEqual(['committed']);
    });
    expect((await q.claim(2)).map(({ payload }) => payload)).toEqual(['not yet']);
  });
});

describe('what is enqueued', () => {
  test('nothing in a transaction that is rolled back', async () => {
    await using q = await withTopic();
    const undone = q.db.transaction(async (tx) => {
      await queue.enqueue(tx, [{ topic: 'page' }]);
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    expect(await q.count()).toBe(0);
  });

  test('one task for a unique key, until it has finished', async () => {
    await using q = await withTopic();
    const task = { topic: 'page', unique: 'sync' };
    const [a, other, b] = await queue.enqueue(q.db, [task, { topic: 'page' }, task]);
    expect(b).toBe(a);
    expect(other).not.toBe(a);
    expect(await queue.enqueue(q.db, [task])).toEqual([a]);
    const claimed = await q.claim(2);
    expect(await queue.enqueue(q.db, [task])).toEqual([a]);
    await queue.complete(q.db, claimed);
    expect(await queue.enqueue(q.db, [task])).not.toEqual([a]);
    expect(await q.count()).toBe(1);
  });

  test('one task for a unique key that many enqueue and finish at once', async () => {
    await using q = await withTopic();
    const keys = Array.from({ length: 20 }, (_, n) => `key ${n}`);
    const enqueueAll = async () => {
      const shuffled = [...keys].sort(() => Math.random() - 0.5).map((unique) => ({ topic: 'page', unique }));
      const ids = await queue.enqueue(q.db, shuffled);
      expect(ids.every((id) => typeof id === 'string')).toBe(true);
    };
    const finish = async () => queue.complete(q.db, await q.claim(50));
    await Promise.all(Array.from({ length: 30 }, (_, n) => (n % 3 === 0 ? finish() : enqueueAll())));
    const most = await q.db.one<{ n: number }>(sql`
      select count(*) as n from nightjar.task group by unique_key order by 1 desc limit 1`);
    expect(most?.n ?? 1).toBe(1);
  });

  test('ids that sort by the time they were made', async () => {
    await using q = await withTopic();
    const [a = ''] = await queue.enqueue(q.db, [{ topic: 'page' }]);
    await sleep(3);
    const [b = ''] = await queue.enqueue(q.db, [{ topic: 'page' }]);
    expect(a < b).toBe(true);
    expect(a).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('what a late worker does', () => {
  test('changes nothing once the task was claimed again', async () => {
    await using q = await withTopic();
    await queue.enqueue(q.db, [{ topic: 'page' }]);
    const late = first(await q.claim(1, 20));
    await sleep(40);
    await q.tick();
    await sleep(5);
    await q.tick();
    const now = first(await q.claim());
    expect(now.attempt).toBe(2);
    expect(await queue.renew(q.db, late, 10_000)).toBe(false);
    expect(await queue.complete(q.db, [late])).toEqual([]);
    expect(await queue.fail(q.db, [{ ...late, error: 'late' }])).toEqual([]);
    await queue.release(q.db, [late]);
    expect(await queue.status(q.db, 1, late.id)).toMatchObject({ state: 'leased', attempt: 2 });
    expect(await queue.complete(q.db, [late, now])).toEqual([now.id]);
    expect(await queue.complete(q.db, [now])).toEqual([]);
    expect(await queue.status(q.db, 1, now.id)).toMatchObject({ state: 'done', attempt: 2 });
  });

  test('changes nothing after a redrive either, though the count of attempts is fresh', async () => {
    await using q = await withTopic();
    const [id = ''] = await queue.enqueue(q.db, [{ topic: 'page', maxAttempts: 1, payload: { to: 'joey' } }]);
    const late = first(await q.claim());
    await queue.fail(q.db, [{ ...late, error: 'no' }]);
    expect(await queue.redrive(q.db, 1, id)).toBe(true);
    const now = first(await q.claim());
    expect(await queue.complete(q.db, [late])).toEqual([]);
    expect(now.payload).toEqual({ to: 'joey' });
    expect(await queue.complete(q.db, [now])).toEqual([id]);
  });

  test('may still finish what nobody took from it', async () => {
    await using q = await withTopic();
    await queue.enqueue(q.db, [{ topic: 'page' }]);
    const late = first(await q.claim(1, 10));
    await sleep(30);
    expect(await queue.renew(q.db, late, 10_000)).toBe(false);
    expect(await queue.complete(q.db, [late])).toEqual([late.id]);
  });

  test('has the lease for as long as it renews', async () => {
    await using q = await withTopic();
    await queue.enqueue(q.db, [{ topic: 'page' }]);
    const held = first(await q.claim(1, 500));
    for (let n = 0; n < 4; n++) {
      await sleep(180);
      expect(await queue.renew(q.db, held, 500)).toBe(true);
      await q.tick();
    }
    expect(await queue.complete(q.db, [held])).toEqual([held.id]);
  });
});

describe('what fails', () => {
  test('is tried as often as allowed, is dead then, and lives again by a redrive', async () => {
    await using q = await withTopic();
    const [id = ''] = await queue.enqueue(q.db, [{ topic: 'page', maxAttempts: 3 }]);
    const exhaust = async () => {
      const outcomes: string[] = [];
      for (let n = 0; n < 3; n++) {
        await sleep(3);
        await q.tick();
        const held = first(await q.claim());
        outcomes.push(first(await queue.fail(q.db, [{ ...held, error: `failure ${n}` }])).outcome);
      }
      return outcomes;
    };
    expect(await exhaust()).toEqual(['retry', 'retry', 'dead']);
    expect(await queue.dead(q.db, 1, {})).toMatchObject([
      { id, state: 'dead', attempt: 3, lastError: 'failure 2' },
    ]);
    expect(await queue.dead(q.db, 1, { topic: 'mail' })).toEqual([]);
    expect(await queue.redrive(q.db, 1, id)).toBe(true);
    expect(await queue.redrive(q.db, 1, id)).toBe(false);
    expect(await exhaust()).toEqual(['retry', 'retry', 'dead']);
  });

  test('is dead when its worker dies with every attempt', async () => {
    await using q = await withTopic();
    const [id = ''] = await queue.enqueue(q.db, [{ topic: 'page', maxAttempts: 1 }]);
    await q.claim(1, 10);
    await sleep(30);
    await q.tick();
    expect(await queue.status(q.db, 1, id)).toMatchObject({ state: 'dead', lastError: 'the lease expired' });
  });

  test('does not come back by a redrive while another task has its unique key', async () => {
    await using q = await withTopic();
    const task = { topic: 'page', unique: 'sync', maxAttempts: 1 };
    const [id = ''] = await queue.enqueue(q.db, [task]);
    await queue.fail(q.db, [{ ...first(await q.claim()), error: 'no' }]);
    await queue.enqueue(q.db, [task]);
    expect(await queue.redrive(q.db, 1, id)).toBe(false);
    expect(await queue.status(q.db, 1, id)).toMatchObject({ state: 'dead' });
  });

  test('waits a time uniform in [0, min(cap, base * 2^n))', async () => {
    await using db = await testDatabase();
    const draw = (n: number, cap: number) =>
      db.many<{ ms: number }>(sql`
        select extract(epoch from nightjar.task_backoff(${n}, 50, ${cap}))::float8 * 1000 as ms
        from generate_series(1, 4000)`);
    for (const [n, cap, limit] of [
      [1, 60_000, 100],
      [5, 60_000, 1600],
      [40, 60_000, 60_000],
      [5, 700, 700],
    ] as const) {
      const shares = (await draw(n, cap)).map(({ ms }) => ms / limit).sort((a, b) => a - b);
      // Kolmogorov-Smirnov against the uniform distribution; 1.95 / sqrt(4000) is passed by chance once in a thousand.
      const distance = Math.max(...shares.map((share, at) => Math.abs(share - (at + 0.5) / shares.length)));
      expect(distance).toBeLessThan(0.04);
      expect(shares[0]).toBeGreaterThanOrEqual(0);
      // An interval is in whole microseconds, so one in 20,000 draws of 100 ms is rounded up to the bound itself.
      expect(shares.at(-1)).toBeLessThanOrEqual(1);
    }
  });

  test('is not counted for a claim that is given back unused', async () => {
    await using q = await withTopic();
    const [id = ''] = await queue.enqueue(q.db, [{ topic: 'page', maxAttempts: 2 }]);
    for (let n = 0; n < 3; n++) await queue.release(q.db, await q.claim());
    expect(await queue.status(q.db, 1, id)).toMatchObject({ state: 'ready', attempt: 3 });
    const fails = async () => queue.fail(q.db, [{ ...first(await q.claim()), error: 'no' }]);
    expect(await fails()).toEqual([{ id, outcome: 'retry' }]);
    await sleep(3);
    await q.tick();
    expect(await fails()).toEqual([{ id, outcome: 'dead' }]);
  });
});

test('one org does not see, or redrive, a task of another', async () => {
  await using q = await withTopic();
  const [id = ''] = await queue.enqueue(q.db, [{ topic: 'page', org: 7, maxAttempts: 1 }]);
  await queue.fail(q.db, [{ ...first(await q.claim()), error: 'no' }]);
  expect(await queue.status(q.db, 1, id)).toBeUndefined();
  expect(await queue.dead(q.db, 1, {})).toEqual([]);
  expect(await queue.redrive(q.db, 1, id)).toBe(false);
  expect(await queue.dead(q.db, 7, {})).toMatchObject([{ id, org: 7 }]);
});

test('finished tasks are kept for a while, dead ones longer, none for ever', async () => {
  await using q = await withTopic();
  await queue.enqueue(
    q.db,
    Array.from({ length: 6 }, () => ({ topic: 'page', maxAttempts: 1 })),
  );
  const [dead, ...done] = await q.claim(6);
  await queue.complete(q.db, done);
  if (dead) await queue.fail(q.db, [{ ...dead, error: 'no' }]);
  const hour = 3_600_000;
  await sleep(30);
  expect(await queue.prune(q.db, { doneMs: hour, deadMs: hour })).toBe(0);
  expect(await queue.prune(q.db, { doneMs: 10, deadMs: hour })).toBe(5);
  expect(await queue.prune(q.db, { doneMs: 10, deadMs: 10 })).toBe(1);
  const left = await q.db.one<{ n: number }>(sql`select count(*) as n from nightjar.task_done`);
  expect(left?.n).toBe(0);
});
