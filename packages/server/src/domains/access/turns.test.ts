import { expect, test } from 'vitest';
import { turns } from './turns.ts';

test('so many work at once, so many wait in order, and any beyond are told that it is full', async () => {
  const inTurn = turns({ atOnce: 2, waiting: 3 }, () => new Error('full'));
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const work = (n: number) =>
    inTurn(() => {
      begun.push(n);
      return new Promise<number>((resolve) => ends.push(() => resolve(n)));
    });
  const first = [0, 1, 2, 3, 4].map(work);
  await expect(work(5)).rejects.toThrow('full');
  expect(begun).toEqual([0, 1]);
  for (let n = 0; n < 5; n += 1) {
    ends[n]?.();
    await first[n];
    await new Promise(setImmediate);
    expect(begun).toEqual([0, 1, 2, 3, 4].slice(0, n + 3));
  }
  const last = work(6);
  expect(begun).toContain(6);
  ends[5]?.();
  expect(await last).toBe(6);
});

test('work that fails gives its place back', async () => {
  const inTurn = turns({ atOnce: 1, waiting: 0 }, () => new Error('full'));
  await expect(inTurn(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await inTurn(async () => 'well')).toBe('well');
});
