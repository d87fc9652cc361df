import { expect, test } from 'vitest';
import { shares } from './share.ts';

test('a source that floods waits, and no other notices', () => {
  const wait = shares({ perSecond: 10, burst: 20 });
  const taken = Array.from({ length: 100 }, () => wait('flood', 0)).filter((seconds) => seconds === 0);
  expect(taken).toHaveLength(20);
  expect(wait('flood', 0)).toBe(1);
  expect(wait('calm', 0)).toBe(0);
});

test('over time it gets its share, and after a pause its burst', () => {
  const wait = shares({ perSecond: 10, burst: 20 });
  const during = (fromMs: number, toMs: number): number => {
    let taken = 0;
    for (let now = fromMs; now < toMs; now += 10) if (wait('it', now) === 0) taken += 1;
    return taken;
  };
  expect(during(0, 10_000)).toBeGreaterThanOrEqual(119);
  expect(during(10_000, 20_000)).toBeLessThanOrEqual(101);
  expect(during(60_000, 60_250)).toBeGreaterThanOrEqual(20);
});

test('a clock that steps back neither starves a source nor feeds it', () => {
  const wait = shares({ perSecond: 1, burst: 1 });
  expect([wait('it', 10_000), wait('it', 0), wait('it', 10_900), wait('it', 11_000)]).toEqual([0, 1, 1, 0]);
});
