import { readers } from '@nightjar/descriptors/description';
import type { Ref } from '@nightjar/descriptors/ref';
import type { Recorded } from '@nightjar/kernel/fact';
import fc from 'fast-check';
import type { CatalogFact } from '../events.ts';
import { anySays } from './any-claim.ts';
import { described, withdrawn } from './model.ts';

/** Midnight, so many days after the first of January 2026. */
export const day = (n: number): string => new Date(Date.UTC(2026, 0, 1 + n)).toISOString();

const anyFact = fc.record({
  entity: fc.constantFrom<Ref>('service:default/a', 'service:default/b', 'team:default/c'),
  by: fc.constantFrom(...readers),
  place: fc.constantFrom('x', 'y'),
  at: fc.integer({ min: 0, max: 5 }),
  recorded: fc.integer({ min: 0, max: 5 }),
  confidence: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
  says: fc.option(anySays, { nil: null, freq: 3 }),
});
type AnyFact = typeof anyFact extends fc.Arbitrary<infer It> ? It : never;

/** What sources say of few entities within few days, in whatever order it is recorded. */
export const anyFacts: fc.Arbitrary<AnyFact[]> = fc.array(anyFact, { minLength: 1, maxLength: 14 });

export const recordedAs = (fact: AnyFact): Recorded<CatalogFact> => {
  const { entity, by, place, at, recorded, confidence, says } = fact;
  const when = { at: day(at), recordedAt: day(recorded), source: `${by}:here/${place}` };
  return says === null ? withdrawn(entity, when) : described(entity, says, { by, confidence, ...when });
};
