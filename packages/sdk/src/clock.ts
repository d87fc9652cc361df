/**
 * By how many milliseconds the clock here is ahead of the server's, from the Date of an answer (RFC 9110, 6.6.1) and when it was asked
 * for and came, here; null where the answer has none. That Date is cut to whole seconds: on average it is half a second behind.
 */
export const aheadBy = (date: string | null, askedAt: number, cameAt: number): number | null => {
  const there = date === null ? Number.NaN : Date.parse(date);
  return Number.isNaN(there) ? null : Math.round((askedAt + cameAt) / 2 - (there + 500));
};
