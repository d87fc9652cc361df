import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openCounters } from './counters.ts';
import { finest, resolutions } from './resolution.ts';
import { idOf, type Series } from './series.ts';
import { coarsened } from './slot.ts';
import { openTally } from './tally.ts';
import { unitOf } from './unit.ts';
import { valuesOf } from './values.ts';

const labels = {
  service: 'pricing',
  environment: '',
  instance: '',
  peer: '',
  signal: 'requests',
  stat: '',
  unit: '/min',
  kind: 'counter',
} as const;
const series: Series = { ...labels, org: 1, id: idOf(labels) };

const slot = (at: number, count: number, sum: number) => ({ at, count, sum, low: sum, high: sum, last: sum });

test('a slot that is not through yet is no fall of a rate, and one that was hardly seen says nothing', () => {
  const whole = [slot(0, 2, 100), slot(10, 2, 100), slot(20, 2, 100)];
  const rates = (last: ReturnType<typeof slot>) =>
    valuesOf([...whole, last], 'counter').map(([, rate]) => rate);
  expect(rates(slot(30, 1, 50))).toEqual([100, 100, 100, 100]);
  expect(rates(slot(30, 0.4, 20))).toEqual([100, 100, 100]);
  expect(rates(slot(30, 2, 0))).toEqual([100, 100, 100, 0]);
  expect(valuesOf([...whole.slice(0, 2), slot(20, 1, 50), ...whole], 'counter')[2]?.[1]).toBe(50);
  expect(valuesOf([slot(0, 4, 100)], 'gauge')).toEqual([[0, 25, 100, 100]]);
});

test('whatever counters count, no rise is lost or made up, in any resolution', () => {
  const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 290_000 }), fc.nat({ max: 10_000 })), {
    minLength: 1,
    maxLength: 30,
  });
  fc.assert(
    fc.property(steps, fc.nat({ max: 1e9 }), (all, begin) => {
      const [tally, counters] = [openTally(), openCounters(1)];
      let [at, value, rises] = [begin, 1e6, 0];
      counters.advance('a', at, value);
      for (const [pause, rise] of all) {
        at += pause;
        // A restart, now and then; one after which it stands higher than before nobody can tell.
        const isReset = rise % 7 === 0 && rise < value;
        value = isReset ? rise : value + rise;
        rises += rise;
        const it = counters.advance('a', at, value);
        if (it?.is === 'risen') tally.risen(series, it.from, at, it.by);
      }
      const slots = tally.take().get(series) ?? new Map();
      for (const resolution of resolutions) {
        const sum = [...coarsened(slots, 'counter', resolution).values()].reduce((a, it) => a + it.sum, 0);
        expect((sum * resolution) / 60).toBeCloseTo(rises, 3);
      }
      expect([...slots.values()].every(({ count }) => count <= 1 + 1e-9)).toBe(true);
      expect([...slots.keys()].every((it) => it % (finest * 1000) === 0)).toBe(true);
    }),
  );
});

test('times become milliseconds, and a counter tells a rate', () => {
  expect(unitOf('latency', undefined, 'gauge')).toEqual({ unit: 'ms', factor: 1 });
  expect(unitOf('latency', 's', 'gauge')).toEqual({ unit: 'ms', factor: 1000 });
  expect(unitOf('cpu', 'toString', 'gauge')).toEqual({ unit: 'toString', factor: 1 });
  expect(unitOf('memory', 'bytes', 'gauge')).toEqual({ unit: 'bytes', factor: 1 });
  expect(unitOf('requests', undefined, 'counter')).toEqual({ unit: '/min', factor: 1 });
});
