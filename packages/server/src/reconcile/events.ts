import type { Fact } from '@nightjar/kernel/fact';

/**
 * A source was asked for what its webhooks may have lost, and something had happened since it was last asked. All that happened
 * before `cursor` has been looked at. Recorded only where the cursor has moved.
 */
export type SourceReconciled = Fact<
  'SourceReconciled',
  {
    readonly source: string;
    /** What was asked: `github.com/acme`. */
    readonly origin: string;
    /** ISO 8601; where the next look goes on. */
    readonly cursor: string;
    /** Deliveries that had been lost, and are recorded now. */
    readonly found: number;
    /** The span that was looked at, ISO 8601. */
    readonly from: string;
    readonly to: string;
  }
>;

/** One stream a reconciler. */
export const reconcileStream = (name: string): string => `reconcile:${name}`;
