import type { Density } from '@nightjar/sdk/wire';
import { expect, test } from 'vitest';
import { barInWords, barsOf, piecesOf, together } from './bars.ts';

const counted: Density = {
  from: '2026-03-01T00:00:00.000Z',
  to: '2026-03-01T02:30:00.000Z',
  origin: '2026-03-01T00:00:00.000Z',
  stepMs: 3_600_000,
  buckets: [
    { at: '2026-03-01T00:00:00.000Z', count: 4, failed: 1, kinds: { flag: 1, deploy: 3 } },
    { at: '2026-03-01T02:00:00.000Z', count: 100, failed: 0, kinds: { scale: 100 } },
  ],
  count: 104,
  failed: 1,
  partial: false,
  position: 1,
  stale: false,
};
const bars = barsOf(counted);

test('every bucket is a bar, in the order of the kinds, and the last ends with the window', () => {
  expect(bars.map(({ count }) => count)).toEqual([4, 0, 100]);
  expect(bars[0]?.kinds.map(({ kind }) => kind)).toEqual(['deploy', 'flag']);
  expect(bars[2]).toMatchObject({ from: Date.UTC(2026, 2, 1, 2), to: Date.UTC(2026, 2, 1, 2, 30) });
});

test('the pieces of a bar stand on one another, and a small one is still seen', () => {
  const [first, empty, last] = bars.map((bar) => piecesOf(bar, 100, 40));
  expect(first).toEqual([
    { kind: 'deploy', y: 38.5, height: 1.5 },
    { kind: 'flag', y: 38, height: 0.5 },
  ]);
  expect(empty).toEqual([]);
  expect(last).toEqual([{ kind: 'scale', y: 0, height: 40 }]);
});

test('bars are told in words, several as one', () => {
  const all = together(bars);
  expect(all === null ? '' : barInWords(all, false)).toBe(
    '104 changes: 3 deploy, 1 flag, 100 scale; 1 failed',
  );
  expect(bars.map((bar) => barInWords(bar, true))).toEqual([
    'about 4 changes: 3 deploy, 1 flag; 1 failed',
    'no change',
    'about 100 changes: 100 scale',
  ]);
  expect(together([])).toBeNull();
});
