import { expect, test } from 'vitest';
import { aligned, chosen, courseOf, type Series, signalName, valueWords } from './series.ts';

const series = (rest: Partial<Series> = {}): Series => ({
  id: 's',
  service: 'pricing',
  environment: 'prod',
  instance: null,
  peer: null,
  signal: 'latency',
  stat: 'mean',
  unit: 'ms',
  kind: 'gauge',
  firstAt: '',
  lastAt: '',
  points: [
    [1000, 20, 20, 20],
    [2000, 22, 22, 22],
    [3000, 140, 140, 140],
  ],
  ...rest,
});

test('the service as a whole is drawn where it is measured, else its parts', () => {
  const whole = series();
  const pod = series({ id: 'p', instance: 'pod-1' });
  expect(chosen([pod, whole, series({ id: 'empty', points: [] })])).toEqual([whole]);
  expect(chosen([pod])).toEqual([pod]);
});

test('lines are aligned by time, with holes where one has no value', () =>
  expect(aligned([series(), series({ points: [[2000, 7, 7, 7]] })])).toEqual([
    [1, 2, 3],
    [20, 22, 140],
    [null, 7, null],
  ]));

test('a line is told in words', () => {
  expect(courseOf(series(), 2500)).toBe('22\u00a0ms before it began, 140\u00a0ms since, at most 140\u00a0ms');
  expect(courseOf(series({ points: [] }), 0)).toBe('nothing was measured then');
  expect(valueWords(0.1234, { signal: 'errors', stat: 'share', unit: null })).toBe('12\u00a0%');
  expect(valueWords(1234.5, { signal: 'requests', stat: null, unit: null })).toBe('1,235');
  expect([signalName(series()), signalName(series({ stat: 'p99' }))]).toEqual(['latency', 'latency p99']);
});
