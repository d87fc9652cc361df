type Window = { readonly since: number; count: number };

/** Counts by key from the first of a window on; at most `keys` keys are remembered. */
const windows = (windowMs: number, keys: number) => {
  const seen = new Map<string, Window>();
  return {
    count: (key: string, time: number): Window => {
      const entry = seen.get(key);
      if (entry !== undefined && time - entry.since < windowMs) {
        entry.count += 1;
        return entry;
      }
      // A Map keeps the order of insertion: the first key is the oldest.
      seen.delete(key);
      if (seen.size >= keys) seen.delete(seen.keys().next().value as string);
      const fresh = { since: time, count: 1 };
      seen.set(key, fresh);
      return fresh;
    },
    forget: (key: string) => seen.delete(key),
  };
};

/** At most `limit` attempts a key within `windowMs`, counted from the first; at most `keys` keys are remembered. */
export type AttemptLimits = { readonly limit: number; readonly windowMs: number; readonly keys?: number };

export type Attempts = {
  /** Counts one, before it is known how it ends: many at once count as many. Answers the seconds to wait, or 0. */
  readonly begin: (key: string, now: Date) => number;
  /** It was the right one: its key starts anew. */
  readonly succeeded: (key: string) => void;
};

export const attempts = ({ limit, windowMs, keys = 10_000 }: AttemptLimits): Attempts => {
  const seen = windows(windowMs, keys);
  return {
    begin: (key, now) => {
      const time = now.getTime();
      const { since, count } = seen.count(key, time);
      return count <= limit ? 0 : Math.ceil((since + windowMs - time) / 1000);
    },
    succeeded: (key) => {
      seen.forget(key);
    },
  };
};

export type DelayLimits = {
  /** Attempts within a window for which nobody waits. */
  readonly free: number;
  readonly stepMs: number;
  readonly mostMs: number;
  readonly windowMs: number;
  readonly keys?: number;
};

/**
 * Milliseconds by which an attempt upon a key is delayed: a step more with each beyond those that are free. It never
 * refuses, so that who is guessed at from many networks can still come in.
 */
export const delays = ({ free, stepMs, mostMs, windowMs, keys = 10_000 }: DelayLimits) => {
  const seen = windows(windowMs, keys);
  return (key: string, now: Date): number =>
    Math.min(mostMs, Math.max(0, seen.count(key, now.getTime()).count - free) * stepMs);
};
