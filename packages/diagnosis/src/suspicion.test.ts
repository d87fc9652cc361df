import { expect, test } from 'vitest';
import { diagnose } from './diagnose.ts';
import { loudestOf } from './loudest.ts';
import { night, nightOf } from './testing/arbitrary.ts';

const { begins, minute } = night;

test('two hundred services that nobody measures cost no more than a moment, and hide no way to whom somebody does', () => {
  const input = nightOf({ size: 7, root: 4 });
  const dark = Array.from({ length: 200 }, (_, n) => `dark-${n}`);
  const among = dark.flatMap((name, n) =>
    Array.from({ length: 8 }, (_, k) => [name, dark[(n + k + 1) % dark.length] ?? ''] as const),
  );
  const edges = [...input.edges, ['s0', 'dark-0'] as const, ...among, ['dark-199', 's4'] as const];
  const began = performance.now();
  const answer = diagnose({ ...input, edges });
  expect(performance.now() - began).toBeLessThan(3_000);
  expect(answer.services[0]?.service).toBe('s4');
});

test('of a page that does not say what it is about the signal is taken that is furthest off, what callers notice first', () => {
  const points = (sick: number): [number, number][] =>
    Array.from({ length: 120 }, (_, i) => {
      const at = begins + (i - 100) * minute;
      return [at, (at >= begins ? sick : 1) * (1 + 0.05 * Math.sin(i * 12.9))];
    });
  const series = [
    { service: 'a', signal: 'latency', points: points(1) },
    { service: 'a', signal: 'errors', points: points(3) },
    { service: 'a', signal: 'cpu', points: points(40) },
    { service: 'b', signal: 'latency', points: points(90) },
  ];
  const at = { pagedAt: begins + 5 * minute, now: begins + 6 * minute };
  expect(loudestOf({ series, ...at }, 'a')).toBe('errors');
  expect(loudestOf({ series: series.filter(({ signal }) => signal !== 'errors'), ...at }, 'a')).toBe('cpu');
  expect(loudestOf({ series: series.slice(0, 1), ...at }, 'a')).toBe('latency');
  expect(loudestOf({ series, ...at }, 'c')).toBeNull();
});
