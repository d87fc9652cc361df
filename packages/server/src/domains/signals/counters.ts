import { hash } from 'node:crypto';

/** Where a counter stood when it was last seen. */
type Stood = { readonly at: number; readonly value: number };

export type Advance =
  /** It rose, perhaps by nothing, since `from`. */
  | { readonly is: 'risen'; readonly from: number; readonly by: number }
  /** Seen for the first time, or anew after a pause: nobody knows what was counted before. */
  | { readonly is: 'begun' }
  /** It was seen at this moment or later already. */
  | { readonly is: 'old' };

/** As Prometheus looks back no further. A counter that was not seen for longer says nothing about when it rose. */
const longestMs = 300_000;

/** What counted on from `before` to `now` means. After a reset what stands is what was counted since, as Prometheus' `rate` takes it. */
const advance = (before: Stood | undefined, now: Stood): Advance => {
  if (before === undefined) return { is: 'begun' };
  if (now.at <= before.at) return { is: 'old' };
  if (now.at - before.at > longestMs) return { is: 'begun' };
  const by = now.value < before.value ? now.value : now.value - before.value;
  return { is: 'risen', from: before.at, by };
};

/** A name is all labels that a sender gives, 200 kB at worst: what is kept of it is as long for each. */
const keyOf = (name: string): string => hash('sha256', name, 'base64url');

/** Counters, by a name of whoever reports them, as they last stood. At most `most`; those not seen for long leave first. */
export const openCounters = (most: number) => {
  const stood = new Map<string, Stood>();
  return {
    /** Null where there is no room for one more. */
    advance: (name: string, at: number, value: number): Advance | null => {
      const key = keyOf(name);
      const before = stood.get(key);
      const now = { at, value };
      const it = advance(before, now);
      if (it.is === 'old') return it;
      if (before === undefined && stood.size >= most) return null;
      stood.set(key, now);
      return it;
    },
    /** Forgets those that were last seen longer ago than matters. */
    forget: (now: number): void => {
      for (const [key, { at }] of stood) if (now - at > 2 * longestMs) stood.delete(key);
    },
    size: (): number => stood.size,
  };
};

export type Counters = ReturnType<typeof openCounters>;
