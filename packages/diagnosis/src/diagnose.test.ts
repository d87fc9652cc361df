import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Case } from './case.ts';
import { type Answer, diagnose } from './diagnose.ts';
import { extract } from './extract.ts';
import { rank } from './rank.ts';
import { anyNight, night, nightOf } from './testing/arbitrary.ts';
import { weights } from './weights.ts';

const { begins, minute } = night;
const first = (answer: Answer): string | undefined => answer.services[0]?.service;

const shuffled =
  (seed: number) =>
  <T>(items: readonly T[]): T[] =>
    items
      .map((item, i) => [Math.sin(seed * 7.13 + i * 3.7), item] as const)
      .sort(([a], [b]) => a - b)
      .map(([, item]) => item);

const renamed = (input: Case, to: (name: string) => string): Case => ({
  ...input,
  target: { ...input.target, service: to(input.target.service) },
  edges: input.edges.map(([a, b]) => [to(a), to(b)] as const),
  series: input.series.map((one) => ({ ...one, service: to(one.service) })),
  changes: input.changes.map((one) => ({ ...one, service: to(one.service) })),
});

test('the slow service at the end of the chain is named, not those who wait for it', () => {
  expect(first(diagnose(nightOf({ size: 7, root: 4 })))).toBe('s4');
  expect(first(diagnose(nightOf({ size: 7, root: 2 })))).toBe('s2');
});

test('the change that finished just before is named first, in words and with its features', () => {
  const answer = diagnose(
    nightOf({
      changes: [
        { id: 'old', at: begins - 50 * minute, service: 's4', kind: 'deploy' },
        {
          id: 'guilty',
          at: begins - 20 * minute,
          completedAt: begins - minute,
          service: 's4',
          kind: 'deploy',
        },
        { id: 'elsewhere', at: begins - minute, service: 's5', kind: 'deploy' },
        { id: 'later', at: begins + 8 * minute, service: 's4', kind: 'deploy' },
      ],
    }),
  );
  expect(answer.verdict).toBe('change');
  expect(answer.suspects[0]?.id).toBe('guilty');
  expect(answer.suspects[0]?.reasons[0]).toBe('It finished at 00:59, 60 s before the trouble began.');
  expect(answer.suspects[0]?.reasons[1]).toMatch(/^latency of s4 rose 10x \(0\.055 to 0\.56\) at 01:00/);
  expect(answer.suspects[0]?.features['ageMinutes']).toBe(2);
  expect(answer.excluded).toEqual([
    { id: 'later', why: 'It began at 01:08:00, after the trouble did (01:00:00).' },
  ]);
});

test('no change near the trouble is told as such', () => {
  const answer = diagnose(
    nightOf({ changes: [{ id: 'old', at: begins - 55 * minute, service: 's3', kind: 'deploy' }] }),
  );
  expect(answer.verdict).toBe('not a change');
  expect(answer.reasons).toContain('No change stands near enough to it.');
});

test('a quiet night names nobody', () => {
  const { series, ...quiet } = nightOf({
    changes: [{ id: 'c', at: begins - minute, service: 's4', kind: 'deploy' }],
  });
  const still = series.map((one) => ({
    ...one,
    points: one.points.map(([t, v]) => [t, v > 0.5 && v < 1 ? v - 0.5 : v] as const),
  }));
  const answer = diagnose({ ...quiet, series: still });
  expect(answer).toMatchObject({ verdict: 'unknown', heard: false, suspects: [], probability: 0.5 });
});

test('where nothing shows when it began, a later change is told against the time in question', () => {
  const later = { id: 'later', at: begins + 8 * minute, service: 's4', kind: 'deploy' };
  const input = { ...nightOf({ changes: [later] }), pagedAt: begins, series: [] };
  const { excluded, without } = diagnose(input);
  expect(excluded).toEqual([
    { id: 'later', why: 'It began at 01:08:00, after the time in question (01:00:00).' },
  ]);
  expect(without.map(({ says }) => says)).toContain(
    'There are no metrics around the page, nor from the hours before it.',
  );
});

test('one wild row is no trouble', () => {
  const { series, ...rest } = nightOf({});
  const wild = series.map((one) => ({
    ...one,
    points: one.points.map(([t, v]) => [t, t === begins ? v : v % 0.5] as const),
  }));
  expect(diagnose({ ...rest, series: wild }).heard).toBe(false);
});

describe('whatever the night', () => {
  test('order does not matter', () => {
    fc.assert(
      fc.property(anyNight(), fc.integer({ min: 1, max: 1000 }), (input, seed) => {
        const mix = shuffled(seed);
        const mixed = {
          ...input,
          edges: mix(input.edges),
          series: mix(input.series).map((one) => ({ ...one, points: mix(one.points) })),
          changes: mix(input.changes),
        };
        expect(diagnose(mixed)).toEqual(diagnose(input));
      }),
      { numRuns: 30 },
    );
  });

  test('names do not matter: other names give the same answer under those names', () => {
    fc.assert(
      fc.property(anyNight(), fc.integer({ min: 1, max: 97 }), (input, key) => {
        const to = (name: string): string => `x${(Number(name.slice(1)) * 53 + key) % 101}`;
        const plain = diagnose(input);
        const other = diagnose(renamed(input, to));
        const byScore = (answer: Answer, as: (name: string) => string) =>
          answer.services
            .map(({ service, score }) => [as(service), score] as const)
            .sort(([a], [b]) => (a < b ? -1 : 1));
        expect(byScore(other, (name) => name)).toEqual(byScore(plain, to));
        expect(
          other.suspects.map(({ id, probability, features }) => ({ id, probability, features })),
        ).toEqual(plain.suspects.map(({ id, probability, features }) => ({ id, probability, features })));
        expect(other.verdict).toBe(plain.verdict);
      }),
      { numRuns: 30 },
    );
  });

  test('what was stored is ranked the same again, and by other weights otherwise', () => {
    fc.assert(
      fc.property(anyNight(), (input) => {
        const stored = extract(input);
        expect(rank(JSON.parse(JSON.stringify(stored)))).toEqual(rank(stored));
      }),
      { numRuns: 20 },
    );
    const stored = extract(
      nightOf({ changes: [{ id: 'c', at: begins - minute, service: 's4', kind: 'deploy' }] }),
    );
    const unkind = rank(stored, { ...weights, kinds: { deploy: 0.001 } });
    expect(unkind.changes[0]?.probability).toBeLessThan(rank(stored).changes[0]?.probability ?? 0);
  });

  test('probabilities are such', () => {
    fc.assert(
      fc.property(anyNight(), (input) => {
        const { probability, suspects } = diagnose(input);
        for (const p of [probability, ...suspects.map((one) => one.probability)]) {
          expect(p).toBeGreaterThanOrEqual(0);
          expect(p).toBeLessThanOrEqual(1);
        }
        expect(suspects.length).toBeLessThanOrEqual(5);
        const together = suspects.reduce((sum, one) => sum + one.probability, 0);
        expect(together).toBeLessThanOrEqual(probability + 1e-6);
      }),
      { numRuns: 30 },
    );
  });
});

test.each([-60_000, 60_000])('a page that is %i ms off leaves the ranking as it is', (off) => {
  const changes = [{ id: 'guilty', at: begins - minute, service: 's4', kind: 'deploy' }];
  const plain = diagnose(nightOf({ step: 10_000, changes }));
  const moved = diagnose(nightOf({ step: 10_000, changes, pageAfter: 2 * minute + off }));
  expect(moved.onset).toBe(plain.onset);
  expect(moved.suspects.map(({ id }) => id)).toEqual(plain.suspects.map(({ id }) => id));
  expect(moved.services).toEqual(plain.services);
});
