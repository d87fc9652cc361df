const second = 1_000;

/** However much happens, the strip asks no oftener… */
const everyMs = 10 * second;
/** …but for a few questions in a calm feed, which may follow each other so fast… */
const soonMs = 2 * second;
const fewAsked = 3;
/** …once nothing more is drawn for so long… */
const quietMs = second;
/** …or so long where more than two drawings came within it: a flood is drawn once a second, and never pauses. */
const floodMs = 4 * second;
const fewDrawn = 2;

export type Pace = {
  /** When the lines were drawn lately, this time last. */
  readonly drawn: readonly number[];
  /** When it was asked lately, the last time last. */
  readonly asked: readonly number[];
  /** So much comes while the reader is at work that it waits. */
  readonly aside: boolean;
};

/** How long after a drawing of the lines the strip asks again, unless they are drawn once more before; times in ms. */
export const waitFor = ({ drawn, asked, aside }: Pace, now: number): number => {
  const last = asked.at(-1) ?? now;
  const atLast = Math.max(0, last + everyMs - now);
  if (aside) return atLast;
  const lately = asked.filter((at) => at > now - everyMs).length;
  const apart = last + (lately < fewAsked ? soonMs : everyMs) - now;
  const quiet = drawn.filter((at) => at > now - floodMs).length > fewDrawn ? floodMs : quietMs;
  return Math.min(atLast, Math.max(quiet, apart));
};

/** What of it may still matter. */
export const lately = (times: readonly number[], now: number): readonly number[] =>
  times.filter((at, nth) => at > now - everyMs || nth === times.length - 1);
