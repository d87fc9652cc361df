import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AlertState } from '../../change/alert.ts';
import { asArrived } from '../../change/testing/as-arrived.ts';
import { alertOf } from './alert.ts';
import { merge, most, single } from './fold.ts';
import { foldOf } from './readings.ts';
import { anyAlert, anyFact } from './testing/any-fact.ts';
import { seen } from './testing/house.ts';

const clock = (minute: number): string => new Date(Date.UTC(2026, 2, 1, 2, minute)).toISOString();

/** What `f0 a2 r5` tells: firing at minute 0, acknowledged at 2, resolved at 5. */
const told = (course: string) => {
  const states: Readonly<Record<string, AlertState>> = { f: 'firing', a: 'acknowledged', r: 'resolved' };
  const folded = course
    .split(' ')
    .map((it) => single(seen({ state: states[it[0] ?? ''] ?? 'firing', at: clock(Number(it.slice(1))) })))
    .reduce(merge);
  return alertOf('alr_1', folded);
};

test('the same observations in any order, with any repetition, are the same alert', () => {
  const history = fc.array(anyFact, { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(asArrived(history), ([facts, arrived]) => {
      expect(foldOf(arrived)).toEqual(foldOf(facts));
    }),
    { numRuns: 300 },
  );
});

test('merging is associative, commutative and idempotent', () => {
  const one = anyAlert.map(single);
  fc.assert(
    fc.property(one, one, one, (a, b, c) => {
      expect(merge(a, a)).toEqual(a);
      expect(merge(a, b)).toEqual(merge(b, a));
      expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)));
    }),
    { numRuns: 300 },
  );
});

describe('the course of an alert', () => {
  test.each([
    ['f0', { state: 'firing', at: clock(0), episodes: 1, resolvedAt: null }],
    ['f0 f5', { state: 'firing', at: clock(0), lastAt: clock(5), episodes: 1 }],
    ['f0 a2', { state: 'acknowledged', at: clock(0), acknowledgedAt: clock(2), episodes: 1 }],
    ['f0 a2 f4', { state: 'firing', acknowledgedAt: null, episodes: 1 }],
    ['f0 a2 r5', { state: 'resolved', at: clock(0), acknowledgedAt: clock(2), resolvedAt: clock(5) }],
    ['f0 r5 r7', { state: 'resolved', resolvedAt: clock(5), lastAt: clock(7), episodes: 1 }],
    ['f0 a2 r5 f9', { state: 'firing', at: clock(9), acknowledgedAt: null, resolvedAt: null, episodes: 2 }],
    ['f9 r5 a2 f0', { state: 'firing', at: clock(9), firstAt: clock(0), episodes: 2 }],
    ['r5', { state: 'resolved', at: clock(5), resolvedAt: clock(5), episodes: 1 }],
  ])('%s', (course, expected) => {
    expect(told(course)).toMatchObject(expected);
  });
});

test('a resolve without a title leaves the title, and who acknowledged the last episode says nothing of this one', () => {
  const bare = { title: 'Alert of alertmanager', severity: null } as const;
  const parts = [
    seen({ title: 'Disk of db-3 is full' }),
    seen({ ...bare, state: 'acknowledged', at: clock(42), labels: { acknowledged_by: 'Ana', disk: 'sda' } }),
    seen({ ...bare, state: 'resolved', at: clock(50) }),
  ].map(single);
  expect(alertOf('alr_1', parts.reduce(merge))).toMatchObject({
    title: 'Disk of db-3 is full',
    severity: 'critical',
    labels: { acknowledged_by: 'Ana' },
  });
  const again = single(seen({ at: clock(55) }));
  expect(alertOf('alr_1', [...parts, again].reduce(merge)).labels).toEqual({ disk: 'sda' });
});

test('an alert that flaps for ever stays bounded, however its observations were grouped', () => {
  const flaps = Array.from({ length: 1000 }, (_, n) =>
    single(seen({ state: n % 2 === 0 ? 'firing' : 'resolved', at: clock(n), labels: { n: String(n) } })),
  );
  const forward = flaps.reduce(merge);
  const backward = flaps.toReversed().reduce(merge);
  expect(forward).toEqual(backward);
  expect(forward.moments).toHaveLength(most.moments);
  expect(alertOf('alr_1', forward)).toMatchObject({ episodes: 200, firstAt: clock(0), state: 'resolved' });
});
