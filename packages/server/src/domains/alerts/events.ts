import type { Fact } from '@nightjar/kernel/fact';
import type { AlertObservation } from '../../change/alert.ts';
import type { Located } from '../../change/located.ts';
import type { Read } from '../../change/read.ts';

/** Somebody reported how an alert stands. The alert itself is a fold over the set of these. */
export type AlertObserved = Fact<
  'AlertObserved',
  { readonly alert: AlertObservation; readonly read?: Read; readonly located?: Located }
>;

/** A better adapter has read the delivery again and finds nothing about this alert at that place: as `ObservationWithdrawn`. */
type AlertWithdrawn = Fact<'AlertWithdrawn', { readonly read: Read; readonly why: string }>;

export type AlertFact = AlertObserved | AlertWithdrawn;

export const alertStream = (id: string): string => `alert:${id}`;
