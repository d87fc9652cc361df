import { expect, test } from 'vitest';
import { attempts, delays } from './attempts.ts';

const at = (seconds: number): Date => new Date(seconds * 1000);

test('more attempts than the limit wait for the end of the window', () => {
  const it = attempts({ limit: 2, windowMs: 60_000 });
  expect([it.begin('ada', at(0)), it.begin('ada', at(10)), it.begin('ada', at(20))]).toEqual([0, 0, 40]);
  expect(it.begin('bob', at(20))).toBe(0);
  expect(it.begin('ada', at(60))).toBe(0);
});

test('a success starts anew', () => {
  const it = attempts({ limit: 1, windowMs: 60_000 });
  it.begin('ada', at(0));
  it.succeeded('ada');
  expect(it.begin('ada', at(1))).toBe(0);
});

test('the memory is bounded: the oldest key goes first', () => {
  const it = attempts({ limit: 1, windowMs: 60_000, keys: 2 });
  for (const key of ['a', 'b', 'c']) it.begin(key, at(0));
  expect(it.begin('c', at(1))).toBeGreaterThan(0);
  expect(it.begin('a', at(1))).toBe(0);
});

test('attempts beyond those that are free are delayed more and more, and never for long', () => {
  const it = delays({ free: 2, stepMs: 100, mostMs: 250, windowMs: 60_000 });
  expect([1, 2, 3, 4, 5, 6].map((second) => it('ada', at(second)))).toEqual([0, 0, 100, 200, 250, 250]);
  expect(it('bob', at(6))).toBe(0);
  expect(it('ada', at(61))).toBe(0);
});
