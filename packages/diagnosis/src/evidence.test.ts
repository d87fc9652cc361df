import { expect, test } from 'vitest';
import { baselineOf } from './baseline.ts';
import { likeness, shareOf } from './budget.ts';
import { enoughEvidence, excursionOf } from './excursion.ts';
import { exposureOf } from './exposure.ts';
import { kindOf } from './signal.ts';
import { strengthOf } from './strength.ts';
import { tableOf } from './table.ts';

test('one wild row gives no more than enough, two agreeing rows give more', () => {
  expect(excursionOf([0, 0, 1000, 0, 0])?.evidence).toBe(enoughEvidence);
  expect(excursionOf([0, 0, 4, 4, 0])).toEqual({ evidence: 6, from: 2, to: 3 });
  expect(excursionOf([0, 0.5, 1])).toBeNull();
});

test('a success rate that never moved counts in tenths of a point, whatever its unit', () => {
  const percent = baselineOf('success', Array(50).fill(100), [], () => 0.5);
  const share = baselineOf('success', Array(50).fill(1), [], () => 0.005);
  expect(percent).toMatchObject({ spread: 0.1, flat: true });
  expect(share?.spread).toBeCloseTo(0.001, 12);
});

test('a quarter of foreign rows just before the onset does not change what is usual', () => {
  const usual = Array.from({ length: 90 }, (_, i) => 10 + (i % 5));
  const plain = baselineOf('latency', usual, [], () => 0);
  const mixed = baselineOf('latency', [...usual, ...Array(20).fill(500)], [], () => 0);
  expect(mixed?.spread).toBeLessThan(3 * (plain?.spread ?? 0));
  expect(mixed?.level).toBeLessThanOrEqual(13);
});

test('the shares of a caller and its callees add up to one', () => {
  const own = Float64Array.of(1, 2, 1, 3, 1);
  const callee = Float64Array.of(5, 5, 9, 30, 28);
  const symptom = own.map((value, i) => value + (callee[i] ?? 0));
  expect((shareOf(own, symptom) ?? 0) + (shareOf(callee, symptom) ?? 0)).toBeCloseTo(1, 10);
  expect(likeness(callee, symptom)).toBeGreaterThan(0.99);
  expect(likeness(callee, new Float64Array(5))).toBe(0);
});

test('a short fault is as strong as its rows, and a row alone counts half', () => {
  expect(strengthOf([8, 8, 0, 0, 0, 0, 0, 0], 0, 8)).toBe(8);
  expect(strengthOf([8], 0, 1)).toBe(4);
  expect(strengthOf([], 0, 0)).toBe(0);
});

test('new instances that are sick while the old are well expose their change', () => {
  const points = (from: number, sick: boolean): [number, number][] =>
    Array.from({ length: 60 - from }, (_, i) => [
      (from + i) * 60_000,
      (i % 3) + (sick && from + i >= 50 ? 100 : 10),
    ]);
  const series = [
    { service: 's', instance: 'new', signal: 'latency', points: points(45, true) },
    { service: 's', instance: 'old', signal: 'latency', points: points(0, false) },
  ];
  const table = tableOf({ series });
  const change = { service: 's', newInstances: ['new'], oldInstances: ['old'] };
  const [before, since] = [
    { from: 0, until: 45 },
    { from: 50, until: 60 },
  ];
  expect(exposureOf(change, table, before, since)).toBe(1);
  expect(exposureOf({ ...change, newInstances: ['old'], oldInstances: ['new'] }, table, before, since)).toBe(
    -1,
  );
  expect(exposureOf({ service: 's' }, table, before, since)).toBeNull();
});

test.each([
  ['latency', 'latency'],
  ['http_request_duration_seconds', 'latency'],
  ['availability', 'success'],
  ['error_rate', 'errors'],
  ['container_cpu_usage', 'cpu'],
  ['requests', 'requests'],
  ['queue depth', 'other'],
])('%s measures %s', (signal, kind) => {
  expect(kindOf(signal)).toBe(kind);
});
