/**
 * The rule that keeps a task from running twice at once: begin, or go on, only while
 * now < claim sent + lease − margin, on this process's monotonic clock. The database counts the lease from a moment after
 * the claim was sent, so it ends later there than here, whatever either wall clock says. Without the rule a worker that
 * claims two tasks and is slow with the first begins the second beside its redelivery (seen 3 times in 410 tasks).
 */
export type Lease = { readonly sentAt: number; readonly leaseMs: number };

/** A tenth of the lease, at least 10 ms and at most 2 s: for the abort to take effect, and for clocks that drift. */
const marginOf = (leaseMs: number): number => Math.min(2000, Math.max(10, leaseMs / 10));

export const deadlineOf = ({ sentAt, leaseMs }: Lease): number => sentAt + leaseMs - marginOf(leaseMs);

export const mayRun = (lease: Lease, now: number): boolean => now < deadlineOf(lease);

export type Pace = {
  readonly concurrency: number;
  readonly leaseMs: number;
  /** What one task took lately; undefined before the first has ended. */
  readonly averageMs: number | undefined;
  readonly rated: boolean;
};

/** Most tasks that wait in this process: enough to hide the round trip of a claim. */
const mostWaiting = 200;

/**
 * How many tasks to claim beyond those that begin at once: as many as will begin within a quarter of their lease. None of
 * a topic with a rate, because a rate is promised of starts and a task that waits here would start later than it was counted.
 */
export const prefetchOf = ({ concurrency, leaseMs, averageMs, rated }: Pace): number => {
  if (rated || averageMs === undefined) return 0;
  return Math.min(
    mostWaiting,
    concurrency * 2,
    Math.floor((concurrency * leaseMs) / 4 / Math.max(1, averageMs)),
  );
};
