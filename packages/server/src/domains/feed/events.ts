import type { Fact } from '@nightjar/kernel/fact';
import type { Observation } from '../../change/observation.ts';

/** Where an observation was read from a raw delivery: which one, its place among the reports of that delivery, and the adapter's version. */
export type Read = { readonly delivery: string; readonly index: number; readonly reading: number };

/** Somebody reported something about a change. The change itself is a fold over the set of these. */
export type ChangeObserved = Fact<
  'ChangeObserved',
  { readonly observation: Observation; readonly read?: Read }
>;

/**
 * A better adapter has read the delivery again and finds nothing about this change at that place. It takes the place of
 * every observation with a lower or the same reading; a yet higher reading takes the place of it.
 */
export type ObservationWithdrawn = Fact<
  'ObservationWithdrawn',
  { readonly read: Read; readonly why: string }
>;

export type FeedFact = ChangeObserved | ObservationWithdrawn;
