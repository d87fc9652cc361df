import type { Because } from '../discovery/code-host.ts';

/**
 * How a reconciler stands. `fine`: nothing is missing up to `cursor`. `behind`: there is more, or a limit is waited for. `refused`: the
 * credentials are not accepted. `unreachable`: no answer that can be used.
 */
export type State = {
  readonly state: 'fine' | 'behind' | 'refused' | 'unreachable';
  /** What keeps it; null where nothing does. Never holds a secret. */
  readonly why: string | null;
  /** Since when it stands so. Moments are ISO 8601. */
  readonly since: string;
  readonly triedAt: string;
  readonly reachedAt: string | null;
  /** Everything before it has been looked at. */
  readonly cursor: string | null;
  /** No look before then. */
  readonly nextAt: string;
  /** Looks that failed, one after the other. */
  readonly failures: number;
};

export type Outcome =
  | { readonly is: 'looked'; readonly cursor: string | null; readonly more: boolean }
  | { readonly is: 'failed'; readonly why: string; readonly because: Because };

/** A token that is not accepted is tried again no sooner: it is a person who has to act. */
const refusedMs = 15 * 60_000;
/** Between two looks that fill a gap: a day of one is filled in minutes, and the feed is not flooded. */
const catchUpMs = 15_000;
const firstRetryMs = 5_000;

const stateOf = (outcome: Outcome): State['state'] => {
  if (outcome.is === 'looked') return outcome.more ? 'behind' : 'fine';
  if (outcome.because.is === 'refused') return 'refused';
  return outcome.because.is === 'limited' ? 'behind' : 'unreachable';
};

/** Milliseconds until the next look. Full jitter where it does not answer: `chance` is in [0, 1). */
const restOf = (outcome: Outcome, failures: number, everyMs: number, chance: number): number => {
  if (outcome.is === 'looked') return outcome.more ? Math.min(catchUpMs, everyMs) : everyMs;
  switch (outcome.because.is) {
    case 'refused':
      return Math.max(refusedMs, everyMs);
    case 'limited':
      return Math.max(outcome.because.afterMs, 1000);
    case 'trouble':
      return chance * Math.min(Math.max(everyMs, 60_000), firstRetryMs * 2 ** Math.min(failures, 20));
  }
};

/** How a reconciler stands after a look. */
export const stateAfter = (
  before: State | null,
  outcome: Outcome,
  { now, everyMs, chance }: { readonly now: Date; readonly everyMs: number; readonly chance: number },
): State => {
  const state = stateOf(outcome);
  const at = now.toISOString();
  const failures = outcome.is === 'failed' ? (before?.failures ?? 0) + 1 : 0;
  const nextMs = now.getTime() + restOf(outcome, failures, everyMs, chance);
  return {
    state,
    why: outcome.is === 'failed' ? outcome.why : null,
    since: before?.state === state ? before.since : at,
    triedAt: at,
    reachedAt: outcome.is === 'looked' ? at : (before?.reachedAt ?? null),
    cursor: outcome.is === 'looked' ? outcome.cursor : (before?.cursor ?? null),
    nextAt: new Date(nextMs).toISOString(),
    failures,
  };
};
