import { toPredicate } from '@nightjar/query/to-predicate';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeId } from '../../../change/identity.ts';
import { kinds, phases } from '../../../change/observation.ts';
import { parsed } from '../asked.ts';
import { changeOf } from '../change.ts';
import { fields } from '../fields.ts';
import { single } from '../fold.ts';
import { type Line, lineOf } from '../line.ts';
import { feedHouse } from '../testing/house.ts';
import { type FeedModel, feedModel, report } from '../testing/model.ts';
import { observed } from '../testing/observed.ts';
import { readerOf } from '../testing/reader.ts';
import { inView } from '../view.ts';
import type { View } from '../wire.ts';
import { usualBudget } from './looks.ts';
import { density } from './queries.ts';
import type { Density } from './wire.ts';

const begin = Date.UTC(2026, 2, 1);
const now = new Date('2026-03-02T00:00:00Z');
const minute = 60_000;

/** 600 changes of ten hours: one a minute, and a burst of them. */
const observations = Array.from({ length: 600 }, (_, n) =>
  observed({
    key: `${n}`,
    kind: kinds[(n * 7) % 5] ?? 'other',
    phase: phases[n % phases.length] ?? 'finished',
    at: new Date(begin + (n % 3 === 0 ? n * minute + 7 : 200 * minute + n * 100)).toISOString(),
    title: n % 97 === 0 ? 'rare one' : 'change',
    services: n % 11 === 0 ? ['pricing', 'mail'] : [['pricing', 'mail', 'search'][n % 3] ?? ''],
    environment: ['prod', 'staging', null][n % 3] ?? null,
    actor: n % 5 === 0 ? { name: 'ci', kind: 'automation', onBehalfOf: null } : null,
  }),
);
const lines: Line[] = observations.map((it) =>
  lineOf(1, changeOf(changeId(1, it.source, it.key), single(it))),
);

let model: FeedModel;
beforeAll(async () => {
  model = await feedModel();
  await model.apply(observations.map((it) => report(it)));
  await model.apply([report(observed({ key: 'theirs', at: '2026-03-01T02:00:00.000Z' }), undefined, 2)]);
});
afterAll(() => model[Symbol.asyncDispose]());

type Ask = { query: string; view: View; from: number; to: number; buckets: number };

const ask = (it: Partial<Ask>, budget = usualBudget): Promise<Density> =>
  density(
    readerOf(model, model.schema),
    { query: '', view: 'all', from: begin, to: begin + 600 * minute, buckets: 60, now, ...it },
    budget,
  );

/** The same by counting what the predicate lets through. */
const counted = ({ query, view, from, to }: Ask, { origin, stepMs }: Density): Density['buckets'] => {
  const passes = toPredicate(inView(view, parsed(query)), fields, now);
  const its = lines.filter((line) => line.at.getTime() >= from && line.at.getTime() < to && passes(line));
  const bucketOf = ({ at }: Line): number => Math.floor((at.getTime() - Date.parse(origin)) / stepMs);
  return [...Map.groupBy(its, bucketOf)]
    .sort(([a], [b]) => a - b)
    .map(([n, of]) => ({
      at: new Date(Date.parse(origin) + n * stepMs).toISOString(),
      count: of.length,
      failed: of.filter(({ status }) => status === 'failed' || status === 'reverted').length,
      kinds: Object.fromEntries(
        [...Map.groupBy(of, ({ kind }) => kind)].map(([kind, same]) => [kind, same.length]),
      ),
    }));
};

const terms = fc.constantFrom(
  ...[
    '',
    'kind:deploy',
    '-kind:flag',
    'env:prod kind:deploy,flag',
    '-env:*',
    'status:failed',
    'priority:low',
  ],
  ...['service:pricing', 'service:mail,search env:staging', 'rare', 'change -actor:ci', 'text:are'],
  ...['after:2026-03-01T02:07', 'before:2026-03-01T05:01:30Z env:prod', 'kind:deploy OR service:mail'],
);

test('every bucket holds what the filter lets through, whichever way it was counted', async () => {
  const asks = fc.record({
    query: terms,
    view: fc.constantFrom<View>('all', 'quiet'),
    from: fc.integer({ min: begin - 10 * minute, max: begin + 500 * minute }),
    long: fc.integer({ min: 1, max: 700 * minute }),
    buckets: fc.integer({ min: 2, max: 400 }),
  });
  await fc.assert(
    fc.asyncProperty(asks, async ({ long, ...rest }) => {
      const asked = { ...rest, to: rest.from + long };
      const told = await ask(asked);
      const buckets = counted(asked, told);
      expect(told).toMatchObject({
        buckets,
        partial: false,
        count: buckets.reduce((n, it) => n + it.count, 0),
      });
    }),
    { numRuns: 150 },
  );
}, 60_000);

test('where not all can be looked at, the whole is estimated and said to be', async () => {
  const budget = { ...usualBudget, inTime: 400, underNames: 400 };
  const exact = await ask({ query: '-actor:ci', buckets: 12 });
  const told = await ask({ query: '-actor:ci', buckets: 12 }, budget);
  expect([exact.partial, told.partial]).toEqual([false, true]);
  const off = told.buckets.map((it, n) => Math.abs(it.count - (exact.buckets[n]?.count ?? 0)));
  expect(Math.max(...off)).toBeLessThan(40);
  // What is counted already needs no estimate.
  expect(await ask({ query: '-kind:flag', buckets: 12 }, budget)).toMatchObject({ partial: false });
});

test('over HTTP: what was reported is counted at once, each organisation its own, and a window must be one', async () => {
  await using house = await feedHouse();
  const sent = await house.post([
    { kind: 'deploy', services: ['pricing'], at: '2026-03-01T02:10:00Z' },
    { kind: 'flag', services: ['pricing'], at: '2026-03-01T02:12:00Z' },
    { kind: 'deploy', phase: 'failed', services: ['mail'], at: '2026-03-01T03:00:00Z' },
  ]);
  const day = 'from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z&buckets=24';
  const { body } = await house.get(`/api/v1/changes/density?${day}&min_pos=${sent.body.position}`);
  expect(body).toMatchObject({
    stepMs: 3_600_000,
    count: 3,
    failed: 1,
    buckets: [
      { at: '2026-03-01T02:00:00.000Z', count: 2, kinds: { deploy: 1, flag: 1 } },
      { at: '2026-03-01T03:00:00.000Z', count: 1, failed: 1 },
    ],
  });
  expect((await house.get(`/api/v1/changes/density?${day}&q=service:mail`)).body.count).toBe(1);
  expect((await house.get(`/api/v1/changes/density?${day}`, 'read 2')).body.buckets).toEqual([]);
  expect((await house.get(`/api/v1/changes/density?${day}`, 'ingest')).status).toBe(403);
  expect((await house.get(`/api/v1/changes/density?${day}&q=knd:x`)).body.code).toBe('feed.filter');
  const backwards = 'from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z';
  expect((await house.get(`/api/v1/changes/density?${backwards}`)).body.code).toBe('feed.window');
  expect((await house.get(`/api/v1/changes/density?${day}00`)).status).toBe(400);
});
