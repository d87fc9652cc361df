import fc from 'fast-check';
import { kinds, type Observation, phases } from '../../../change/observation.ts';
import type { FeedFact } from '../events.ts';

const at = fc
  .integer({ min: 0, max: 20 })
  .map((s) => new Date(Date.UTC(2026, 2, 1) + s * 1000).toISOString());
const word = fc.constantFrom('alpha', 'beta', 'Beta', 'gamma', 'constructor', '__proto__');
const url = fc.constantFrom('https://a.example/1', 'https://a.example/2', 'https://b.example/');
const link = fc.record({ label: word, url });
const orNull = <Value>(some: fc.Arbitrary<Value>) => fc.option(some, { nil: null });

export const anyObservation: fc.Arbitrary<Observation> = fc.record({
  source: fc.constant('api'),
  key: fc.constant('pricing/prod/v812'),
  kind: fc.constantFrom(...kinds),
  phase: fc.constantFrom(...phases),
  at,
  title: fc.oneof(word, fc.constant('Deploy alpha')),
  services: fc.uniqueArray(word, { maxLength: 3 }),
  environment: orNull(fc.constantFrom('prod', 'staging')),
  actor: orNull(
    fc.record({
      name: word,
      kind: fc.constantFrom('human', 'automation', 'unknown'),
      onBehalfOf: orNull(word),
    }),
  ),
  version: orNull(word),
  previousVersion: orNull(word),
  links: fc.array(link, { maxLength: 3 }),
  revert: orNull(link),
  summary: orNull(word),
  tags: fc.dictionary(word, word, { maxKeys: 3 }),
  extra: fc.constant({}),
});

const read = fc.record({
  delivery: fc.constantFrom('d1', 'd2'),
  index: fc.integer({ min: 0, max: 1 }),
  reading: fc.integer({ min: 1, max: 3 }),
});

export const anyFact: fc.Arbitrary<FeedFact> = fc.oneof(
  {
    weight: 3,
    arbitrary: anyObservation.map((it): FeedFact => ({ type: 'ChangeObserved', data: { observation: it } })),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(anyObservation, read)
      .map(([it, r]): FeedFact => ({ type: 'ChangeObserved', data: { observation: it, read: r } })),
  },
  {
    weight: 1,
    arbitrary: read.map((r): FeedFact => ({ type: 'ObservationWithdrawn', data: { read: r, why: 'gone' } })),
  },
);
