import type { Fact } from '@nightjar/kernel/fact';
import type { AlertObservation } from '../../change/alert.ts';
import type { Located } from '../../change/located.ts';
import type { Read } from '../../change/read.ts';

/** Somebody reported how an alert stands. The alert itself is a fold over the set of these. */
export type AlertObserved = Fact<
  'AlertObserved',
  { readonly alert: AlertObservation; readonly read?: Read; readonly located?: Located }
>;

export const alertStream = (id: string): string => `alert:${id}`;
