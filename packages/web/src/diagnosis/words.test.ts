import { expect, test } from 'vitest';
import { onReadersClock, percent, reasonsBesides, tookEffect, verdictOf } from './words.ts';

const suspect = { kind: 'deploy', service: 'pricing', title: 'Deploy pricing v812', probability: 0.83 };

test.each([
  [{ verdict: 'change', probability: 0.9, suspects: [suspect] }, 'Probably the deploy of pricing v812', 0.83],
  [
    { verdict: 'change', probability: 0.9, suspects: [{ ...suspect, title: 'Ship it' }] },
    'Probably the deploy of pricing',
    0.83,
  ],
  [
    { verdict: 'change', probability: 0.9, suspects: [{ ...suspect, kind: 'new kind' }] },
    'Probably a change of pricing',
    0.83,
  ],
  [
    { verdict: 'change', probability: 0.9, suspects: [{ ...suspect, service: '' }] },
    'Probably “Deploy pricing v812”',
    0.83,
  ],
  [
    {
      verdict: 'change',
      probability: 0.7,
      suspects: [{ ...suspect, probability: 0.4 }, suspect, suspect, suspect],
    },
    'Probably one of the first 3 changes',
    0.7,
  ],
  [
    { verdict: 'change', probability: 0.45, suspects: [{ ...suspect, probability: 0.45 }] },
    'Perhaps the deploy of pricing v812',
    0.45,
  ],
  [{ verdict: 'not a change', probability: 0.25, suspects: [suspect] }, 'Probably not a change', 0.75],
  [{ verdict: 'unknown', probability: 0.5, suspects: [] }, 'Nothing unusual shows: nobody is named', null],
] as const)('%j', (diagnosis, says, share) =>
  expect(verdictOf(diagnosis)).toMatchObject({ says, share: share === null ? null : { is: share } }),
);

test('shares are told without pretending', () =>
  expect([0, 0.004, 0.825, 0.996, 1].map(percent)).toEqual(['0 %', '< 1 %', '83 %', '> 99 %', '100 %']));

const onset = '2026-03-01T02:45:00Z';
const minute = (n: number): string => new Date(Date.parse(onset) + n * 60_000).toISOString();

test('when a suspect took effect is told against when it began, or against the page where nothing shows it', () => {
  const told = (at: number, completedAt: number | null, dated = true): string =>
    tookEffect(
      { at: minute(at), completedAt: completedAt === null ? null : minute(completedAt) },
      { onset, dated },
    );
  expect(told(-6, -4)).toBe('took effect 4 min before it began');
  expect(told(-6, null, false)).toBe('took effect 6 min before the page');
  expect(told(-2, 3)).toBe('under way when it began');
  expect(told(0, null)).toBe('took effect as it began');
  expect(told(1, null)).toBe('took effect 1 min after it began');
});

test('what the server says of times is told on the clock of the reader', () => {
  const here = (at: string): string => new Date(at).toTimeString().slice(0, 5);
  const near = Date.parse('2026-03-01T00:10:00Z');
  expect(onReadersClock('latency rose 7x (20 to 140) at 00:05, 9 times.', near)).toBe(
    `latency rose 7x (20 to 140) at ${here('2026-03-01T00:05:00Z')}, 9 times.`,
  );
  expect(onReadersClock('It began at 23:58:30.', near)).toBe(
    `It began at ${here('2026-02-28T23:58:30Z')}:30.`,
  );
});

test('a reason is said once: the time stands in the line, what a service shows at its first suspect', () => {
  const first = {
    service: 'pricing',
    reasons: ['It finished at 02:43, 2 min before.', 'errors of pricing rose.'],
  };
  const second = {
    service: 'pricing',
    reasons: [...first.reasons, 'A scale change seldom breaks anything.'],
  };
  expect(reasonsBesides(first)).toEqual({ reasons: ['errors of pricing rose.'], above: false });
  expect(reasonsBesides(second, [first])).toEqual({
    reasons: ['A scale change seldom breaks anything.'],
    above: true,
  });
  expect(reasonsBesides({ ...second, service: 'cart' }, [first]).above).toBe(false);
});
