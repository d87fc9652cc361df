/** At most `limit` attempts a key within `windowMs`, counted from the first; at most `keys` keys are remembered. */
export type AttemptLimits = { readonly limit: number; readonly windowMs: number; readonly keys?: number };

export type Attempts = {
  /** Counts one, before it is known how it ends: many at once count as many. Answers the seconds to wait, or 0. */
  readonly begin: (key: string, now: Date) => number;
  /** It was the right one: its key starts anew. */
  readonly succeeded: (key: string) => void;
};

export const attempts = ({ limit, windowMs, keys = 10_000 }: AttemptLimits): Attempts => {
  const seen = new Map<string, { readonly since: number; count: number }>();
  return {
    begin: (key, now) => {
      const time = now.getTime();
      const entry = seen.get(key);
      if (entry === undefined || time - entry.since >= windowMs) {
        // A Map keeps the order of insertion: the first key is the oldest.
        seen.delete(key);
        if (seen.size >= keys) seen.delete(seen.keys().next().value as string);
        seen.set(key, { since: time, count: 1 });
        return 0;
      }
      entry.count += 1;
      return entry.count <= limit ? 0 : Math.ceil((entry.since + windowMs - time) / 1000);
    },
    succeeded: (key) => {
      seen.delete(key);
    },
  };
};
