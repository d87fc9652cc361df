import type { Fact } from '@nightjar/kernel/fact';
import type { Located } from '../../change/located.ts';
import type { Observation } from '../../change/observation.ts';
import type { Read } from '../../change/read.ts';

/** Somebody reported something about a change. The change itself is a fold over the set of these. */
export type ChangeObserved = Fact<
  'ChangeObserved',
  {
    readonly observation: Observation;
    readonly read?: Read;
    /** How its services were found, where the sender does not name them as the catalog does. */
    readonly located?: Located;
    /** Milliseconds by which the sender's clock was found to be ahead, and by which `observation.at` was set back. */
    readonly clockAheadMs?: number;
  }
>;

/**
 * A better adapter has read the delivery again and finds nothing about this change at that place. It takes the place of
 * every observation with a lower or the same reading; a yet higher reading takes the place of it.
 */
type ObservationWithdrawn = Fact<'ObservationWithdrawn', { readonly read: Read; readonly why: string }>;

export type FeedFact = ChangeObserved | ObservationWithdrawn;
