import { expect, test } from 'vitest';
import { lately, waitFor } from './pace.ts';

const calm = { drawn: [100_000], asked: [50_000], aside: false };

test('who was idle is asked for at once, a line soon after within two seconds', () => {
  expect(waitFor(calm, 100_000)).toBe(0);
  expect(waitFor({ ...calm, asked: [97_000] }, 100_000)).toBe(1_000);
  expect(waitFor({ ...calm, asked: [99_500] }, 100_000)).toBe(1_500);
});

test('lines that go on coming are not followed each by a question', () => {
  expect(waitFor({ ...calm, asked: [94_000, 96_000, 98_000] }, 100_000)).toBe(8_000);
  expect(waitFor({ ...calm, asked: [88_000, 96_000, 98_000] }, 100_000)).toBe(1_000);
});

test('a flood asks no oftener than every ten seconds, however long it lasts', () => {
  let asked: readonly number[] = [0];
  let drawn: readonly number[] = [];
  let due = Number.POSITIVE_INFINITY;
  const times: number[] = [];
  for (let now = 1_000; now <= 60_000; now += 1_300) {
    if (due <= now) {
      times.push(due);
      asked = lately([...asked, due], now);
    }
    drawn = lately([...drawn, now], now);
    due = now + waitFor({ drawn, asked, aside: false }, now);
  }
  expect(times.length).toBeGreaterThan(3);
  for (const [nth, at] of times.slice(1).entries())
    expect(at - (times[nth] ?? 0)).toBeGreaterThanOrEqual(10_000);
});

test('beside the reader’s work it asks as before', () => {
  expect(waitFor({ drawn: [100_000], asked: [97_000], aside: true }, 100_000)).toBe(7_000);
});
