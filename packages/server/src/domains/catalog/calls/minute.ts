const minuteMs = 60_000;

/** A span may be late by a day (collectors queue while the network is away), early by what clocks of good will are off. */
const latestMs = 86_400_000;
const earliestMs = 300_000;

/**
 * The minute in which a span began, by its own clock; where that clock says what cannot be, the minute in which it was
 * heard. Both in ms since 1970.
 */
export const minuteOf = (startMs: number, heardMs: number): { minute: number; isClockOff: boolean } => {
  const isClockOff = !(startMs > heardMs - latestMs && startMs < heardMs + earliestMs);
  const at = isClockOff ? heardMs : startMs;
  return { minute: Math.floor(at / minuteMs) * minuteMs, isClockOff };
};
