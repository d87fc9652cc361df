import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { deadlineOf, mayRun, prefetchOf } from './lease.ts';
import * as queue from './queue.ts';

/**
 * A worker of the naive kind: claims two tasks, hangs with the first until both were given to another, and then begins the
 * second, with or without the rule. Answers how many runs of one task overlapped.
 */
const overlaps = async (rule: boolean): Promise<{ overlapping: number; left: number }> => {
  await using db = await testDatabase();
  await queue.register(db, { name: 'page', run: async () => {}, retry: { baseMs: 1, capMs: 1 } });
  await queue.enqueue(db, [{ topic: 'page' }, { topic: 'page' }]);
  const leaseMs = 100;
  const running = new Set<string>();
  let overlapping = 0;
  const begin = ({ id }: queue.Claimed): void => {
    if (running.has(id)) overlapping++;
    running.add(id);
  };

  const sentAt = performance.now();
  const [, second] = await queue.claim(db, 'page', 2, 'slow', leaseMs);
  if (second === undefined) throw new Error('Two tasks were enqueued.');
  // The first hangs beyond its lease; being aborted is not the point here, so it is not counted as running.
  const taken: queue.Claimed[] = [];
  for (const until = sentAt + 10_000; taken.length < 2; await sleep(10)) {
    if (performance.now() > until) throw new Error('The leases have not ended.');
    await queue.tick(db, ['page']);
    taken.push(...(await queue.claim(db, 'page', 2, 'other', 60_000)));
  }
  taken.forEach(begin);
  if (!rule || mayRun({ sentAt, leaseMs }, performance.now())) begin(second);
  await queue.complete(db, taken);
  const ready = await queue.tick(db, ['page']);
  return { overlapping, left: ready.filter((topic) => topic.ready).length };
};

describe('the lease rule', () => {
  test('keeps a task from running twice at once', async () => {
    expect(await overlaps(true)).toEqual({ overlapping: 0, left: 0 });
  });

  test('is needed: without it a task runs beside its redelivery', async () => {
    expect((await overlaps(false)).overlapping).toBeGreaterThan(0);
  });

  test('counts from when the claim was sent and ends a margin before the lease', () => {
    const lease = { sentAt: 1000, leaseMs: 500 };
    expect(deadlineOf(lease)).toBe(1450);
    expect(mayRun(lease, 1449)).toBe(true);
    expect(mayRun(lease, 1450)).toBe(false);
  });
});

describe('what is claimed ahead', () => {
  const pace = { concurrency: 10, leaseMs: 30_000, averageMs: 1, rated: false };

  test('is little enough to begin within a quarter of the lease', () => {
    expect(prefetchOf(pace)).toBe(20);
    expect(prefetchOf({ ...pace, averageMs: 5000 })).toBe(15);
    expect(prefetchOf({ ...pace, averageMs: 100_000 })).toBe(0);
  });

  test('is nothing where a rate is promised of starts, or nothing is known yet', () => {
    expect(prefetchOf({ ...pace, rated: true })).toBe(0);
    expect(prefetchOf({ ...pace, averageMs: undefined })).toBe(0);
  });
});
