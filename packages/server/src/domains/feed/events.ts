import type { Fact } from '@nightjar/kernel/fact';
import type { Observation } from '../../change/observation.ts';

/** Somebody reported something about a change. The change itself is a fold over the set of these. */
export type ChangeObserved = Fact<
  'ChangeObserved',
  {
    readonly observation: Observation;
    /** Where it was read from a raw delivery: which one, its place among the reports of that delivery, and the adapter's version. */
    readonly read?: { readonly delivery: string; readonly index: number; readonly reading: number };
  }
>;

export type FeedFact = ChangeObserved;
