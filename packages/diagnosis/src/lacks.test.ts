import { expect, test } from 'vitest';
import type { Case } from './case.ts';
import { diagnose } from './diagnose.ts';
import { night, nightOf } from './testing/arbitrary.ts';

const { begins, minute } = night;
const guilty = { id: 'guilty', at: begins - minute, service: 's4', kind: 'deploy' };
const plain = nightOf({ changes: [guilty] });
const lacks = (input: Case): string[] => diagnose(input).without.map(({ what }) => what);

test('a full case does without nothing', () => {
  expect(lacks(plain)).toEqual([]);
});

test.each<[string, Case, string]>([
  ['no metrics', { ...plain, series: [] }, 'metrics'],
  ['no graph', { ...plain, edges: [] }, 'graph'],
  ['an unknown target', { ...plain, target: { service: 'nobody', signal: 'latency' } }, 'target'],
  ['no changes', { ...plain, changes: [] }, 'changes'],
  [
    'a clock that is ahead',
    { ...plain, changes: [guilty, { ...guilty, id: 'x', at: plain.now + minute }] },
    'clocks',
  ],
  [
    'a gap around the page',
    {
      ...plain,
      series: plain.series.map((one) => ({
        ...one,
        points: one.points.filter(([t]) => t < begins - 9 * minute || t >= begins + 7 * minute),
      })),
    },
    'gap',
  ],
  [
    'a flat series',
    {
      ...plain,
      series: plain.series.map((one) => ({
        ...one,
        points: one.points.map(([t, v]) => [t, v > 0.5 && v < 1 ? 0.5 : v > 1 ? v : 0.05] as const),
      })),
    },
    'flat',
  ],
  [
    'a counter that was reset',
    {
      ...plain,
      series: plain.series.map((one) =>
        one.signal === 'requests'
          ? { ...one, points: one.points.map(([t], i) => [t, i < 30 ? i * 100 : (i - 30) * 100] as const) }
          : one,
      ),
    },
    'counter reset',
  ],
])('%s is said', (_, input, what) => {
  expect(lacks(input)).toContain(what);
});

test('what is lacking lowers the confidence', () => {
  const full = diagnose(plain).suspects[0]?.probability ?? 0;
  const { suspects, verdict } = diagnose({ ...plain, edges: [] });
  expect(verdict).toBe('change');
  expect(suspects[0]?.id).toBe('guilty');
  expect(suspects[0]?.probability).toBeLessThan(full);
});

test('without metrics nobody is named', () => {
  expect(diagnose({ ...plain, series: [] })).toMatchObject({ verdict: 'unknown', suspects: [] });
});
