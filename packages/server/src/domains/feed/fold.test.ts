import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Observation } from '../../change/observation.ts';
import { asArrived } from '../../change/testing/as-arrived.ts';
import { changeOf } from './change.ts';
import type { FeedFact } from './events.ts';
import { merge, single } from './fold.ts';
import { foldOf } from './readings.ts';
import { anyFact, anyObservation } from './testing/any-fact.ts';
import { observed } from './testing/observed.ts';

const history = fc.array(anyFact, { minLength: 1, maxLength: 12 });

test('the same observations in any order, with any repetition, are the same change', () => {
  fc.assert(
    fc.property(asArrived(history), ([facts, arrived]) => {
      expect(foldOf(arrived)).toEqual(foldOf(facts));
    }),
    { numRuns: 500 },
  );
});

test('observations folded in groups are the same change as observations folded one by one', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(anyObservation, { minLength: 1, maxLength: 4 }), { minLength: 1 }),
      (groups) => {
        const grouped = groups.map((group) => group.map(single).reduce(merge)).reduce(merge);
        expect(grouped).toEqual(groups.flat().map(single).reduce(merge));
      },
    ),
  );
});

test('merging is associative, commutative and idempotent', () => {
  fc.assert(
    fc.property(
      anyObservation.map(single),
      anyObservation.map(single),
      anyObservation.map(single),
      (a, b, c) => {
        expect(merge(a, a)).toEqual(a);
        expect(merge(a, b)).toEqual(merge(b, a));
        expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)));
      },
    ),
    { numRuns: 500 },
  );
});

test('unions stay bounded and keep the newest, however they were grouped', () => {
  const reports = Array.from({ length: 300 }, (_, n) =>
    single(
      observed({
        at: new Date(Date.UTC(2026, 0, 1) + ((n * 7919) % 300) * 1000).toISOString(),
        links: [{ label: 'log', url: `https://ci.example/${n}` }],
      }),
    ),
  );
  const oneByOne = reports.reduce(merge);
  const halves = merge(reports.slice(150).reduce(merge), reports.slice(0, 150).reduceRight(merge));
  expect(Object.keys(oneByOne.links)).toHaveLength(50);
  expect(halves).toEqual(oneByOne);
});

test('ten thousand reports of progress leave a change as small as ten', () => {
  const after = (count: number) =>
    Array.from({ length: count }, (_, n) =>
      single(
        observed({
          phase: 'progressed',
          at: new Date(Date.UTC(2026, 0, 1) + n).toISOString(),
          summary: `${n % 10}`,
        }),
      ),
    ).reduce(merge);
  expect(JSON.stringify(after(10_000)).length).toBe(JSON.stringify(after(10)).length);
});

const story = (...reports: Partial<Observation>[]) => {
  const folded = foldOf(
    reports.map((it) => ({ type: 'ChangeObserved', data: { observation: observed(it) } })),
  );
  if (folded === null) throw new Error('Nothing was observed.');
  return changeOf('chg_1', folded);
};

test('start, progress, finish and rollback of a deploy are one change', () => {
  const change = story(
    { phase: 'started', at: '2026-03-01T02:40:00.000Z', title: 'Deploy pricing v812' },
    { phase: 'progressed', at: '2026-03-01T02:43:00.000Z', summary: '3 of 6 pods' },
    { phase: 'finished', at: '2026-03-01T02:46:10.000Z', summary: '6 of 6 pods' },
    { phase: 'reverted', at: '2026-03-01T03:02:00.000Z', previousVersion: 'v811' },
  );
  expect(change).toMatchObject({
    status: 'reverted',
    at: '2026-03-01T03:02:00.000Z',
    startedAt: '2026-03-01T02:40:00.000Z',
    finishedAt: '2026-03-01T02:46:10.000Z',
    durationMs: 370_000,
    summary: '6 of 6 pods',
    previousVersion: 'v811',
  });
});

test('a start that arrives late does not reopen what has ended, whatever its time', () => {
  const change = story(
    { phase: 'failed', at: '2026-03-01T02:46:10.000Z' },
    { phase: 'started', at: '2026-03-01T02:50:00.000Z' },
  );
  expect(change).toMatchObject({ status: 'failed', at: '2026-03-01T02:46:10.000Z', durationMs: null });
});

test('of two endings at the same moment the worse one counts', () => {
  const at = '2026-03-01T02:46:10.000Z';
  expect(story({ phase: 'failed', at }, { phase: 'finished', at }).status).toBe('failed');
  expect(story({ phase: 'failed', at }, { phase: 'reverted', at }).status).toBe('reverted');
});

test('progress does not move a change in the feed', () => {
  const start = { phase: 'started', at: '2026-03-01T02:40:00.000Z' } as const;
  expect(story(start, { phase: 'progressed', at: '2026-03-01T02:45:00.000Z' }).at).toBe(story(start).at);
});

test('the person who began it is the actor, not the pipeline that reports its end', () => {
  const change = story(
    {
      phase: 'started',
      at: '2026-03-01T02:40:00.000Z',
      actor: { name: 'joey', kind: 'human', onBehalfOf: null },
    },
    { at: '2026-03-01T02:46:00.000Z', actor: { name: 'ci', kind: 'automation', onBehalfOf: null } },
  );
  expect(change.actor?.name).toBe('joey');
});

test('a title that we made up gives way to one that somebody gave', () => {
  const change = story(
    { phase: 'started', at: '2026-03-01T02:40:00.000Z', title: 'Roll out the new price list' },
    { at: '2026-03-01T02:46:00.000Z', title: 'Deploy pricing v812' },
  );
  expect(change.title).toBe('Roll out the new price list');
});

test('a better reading of a delivery takes the place of the first, and a withdrawal removes it', () => {
  const first = { delivery: 'd1', index: 0, reading: 1 };
  const wrong: FeedFact = {
    type: 'ChangeObserved',
    data: { observation: observed({ services: ['wrong'] }), read: first },
  };
  const right: FeedFact = {
    type: 'ChangeObserved',
    data: { observation: observed({ services: ['right'] }), read: { ...first, reading: 2 } },
  };
  const gone: FeedFact = {
    type: 'ObservationWithdrawn',
    data: { read: { ...first, reading: 3 }, why: 'not a deploy' },
  };
  expect(Object.keys(foldOf([right, wrong])?.services ?? {})).toEqual(['right']);
  expect(foldOf([gone, wrong, right])).toBeNull();
  expect(foldOf([wrong, right])).toEqual(foldOf([right]));
});
