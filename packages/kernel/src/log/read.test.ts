import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { openLog } from './open-log.ts';
import { readLatest, readWindow } from './read.ts';

const window = { after: 0, size: 100, bytes: 1_000_000, types: ['Happened'] };

const logOf = async (texts: readonly string[]) => {
  const database = await testDatabase();
  const log = await openLog(database);
  for (const text of texts)
    await log.append({ org: 1, stream: 's', facts: [{ type: 'Happened', data: { text } }] });
  await log.append({ org: 1, stream: 's', facts: [{ type: 'Other', data: {} }] });
  await log.close();
  return database;
};

const dense = (bytes: number): string => randomBytes(bytes / 2).toString('hex');

test('a window of large facts ends with the one that makes it heavy, and the next goes on there', async () => {
  await using database = await logOf(Array.from({ length: 8 }, () => dense(400_000)));
  const seen: number[][] = [];
  for (let after = 0; after < 9; ) {
    const { facts, upTo, head } = await readWindow(database, { ...window, after });
    expect(head).toBe(9);
    seen.push(facts.map(({ pos }) => pos));
    after = upTo;
  }
  expect(seen.flat()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  for (const positions of seen) expect(positions.length).toBeLessThanOrEqual(5);
});

test('a fact heavier than a window is one of its own; what it weighs is not what it takes when compressed', async () => {
  await using database = await logOf([
    dense(3_000_000),
    ...Array.from({ length: 6 }, () => 'x'.repeat(2_000_000)),
  ]);
  expect(await readWindow(database, window)).toMatchObject({ upTo: 1, facts: [{ pos: 1 }] });
  const { facts, upTo } = await readWindow(database, { ...window, after: 1 });
  expect(facts.length).toBeLessThanOrEqual(4);
  expect(upTo).toBe(facts.at(-1)?.pos);
});

test('a window of small facts, or of none, reaches to its size or to the head', async () => {
  await using database = await logOf(Array.from({ length: 30 }, () => 'small'));
  expect(await readWindow(database, { ...window, size: 20 })).toMatchObject({ upTo: 20, head: 31 });
  expect((await readWindow(database, { ...window, size: 20 })).facts).toHaveLength(20);
  expect(await readWindow(database, window)).toMatchObject({ upTo: 31, head: 31 });
  expect(await readWindow(database, { ...window, types: ['Never'] })).toEqual({
    upTo: 31,
    head: 31,
    facts: [],
  });
});

test('the latest of a stream come newest first, a page at a time by number or by weight', async () => {
  await using database = await logOf([
    ...Array.from({ length: 5 }, () => 'small'),
    dense(400_000),
    dense(400_000),
  ]);
  const latest = async (upTo: number, limit: number, bytes = 1_000_000) => {
    const { facts, more } = await readLatest(database, 1, 's', { upTo, limit, bytes });
    return [facts.map(({ pos }) => pos), more];
  };
  expect(await latest(5, 3)).toEqual([[5, 4, 3], true]);
  expect(await latest(2, 3)).toEqual([[2, 1], false]);
  expect(await latest(2, 2)).toEqual([[2, 1], false]);
  expect(await latest(7, 10, 300_000)).toEqual([[7], true]);
  expect(await latest(0, 10)).toEqual([[], false]);
  expect((await readLatest(database, 2, 's', { upTo: 9, limit: 9, bytes: 9 })).facts).toEqual([]);
});
