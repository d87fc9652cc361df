/** One look at a sender's clock: how far its word was ahead of our clock when we heard it, in milliseconds. */
export type Sample = {
  readonly aheadMs: number;
  /** `sent`: it says when it sent this; `happened`: only when something happened, which may be long before. */
  readonly tells: 'sent' | 'happened';
};

const window = 50;
/** Less than this is the network, or NTP at its worst. */
const leastAheadMs = 2_000;
/** A sender that waits before it sends looks like one whose clock is behind, so much more is asked for. */
const leastBehindMs = 30_000;
/** A clock that is a day off is none: nothing is corrected by it, or three slips would date a source's changes into another age. */
const mostMs = 24 * 3_600_000;
const enoughAhead = 3;
const enoughBehind = 20;

/**
 * How far ahead a clock is, from what it said lately; 0 where nothing is wrong with it, or nothing can be told. What was sent was on
 * its way for some time, so each look is the clock's offset less that time: the largest is the nearest to the truth. A clock that
 * is ahead is proved by any word from the future; that one is behind only by many of what was sent, none of them soon.
 * In whole seconds: an order of changes needs no more, and the correction stays the same from one delivery to the next.
 */
export const offsetOf = (samples: readonly Sample[]): number => {
  const future = samples.filter(({ aheadMs }) => aheadMs >= leastAheadMs);
  if (future.length >= enoughAhead) {
    return Math.floor(Math.max(...future.map(({ aheadMs }) => aheadMs)) / 1000) * 1000;
  }
  const sent = samples.filter(({ tells }) => tells === 'sent');
  const nearest = Math.max(...sent.map(({ aheadMs }) => aheadMs));
  return sent.length >= enoughBehind && nearest <= -leastBehindMs ? Math.ceil(nearest / 1000) * 1000 : 0;
};

/** The clocks of all senders, as they were heard by this process: the last fifty looks at each. */
export const clocks = () => {
  const heard = new Map<string, Sample[]>();
  return {
    hear: (source: string, sample: Sample): void => {
      if (Math.abs(sample.aheadMs) > mostMs) return;
      const samples = heard.get(source) ?? [];
      samples.push(sample);
      if (samples.length > window) samples.shift();
      heard.set(source, samples);
    },
    aheadMs: (source: string): number => offsetOf(heard.get(source) ?? []),
    all: (): { readonly source: string; readonly aheadMs: number }[] =>
      [...heard].map(([source, samples]) => ({ source, aheadMs: offsetOf(samples) })),
  };
};
export type Clocks = ReturnType<typeof clocks>;
