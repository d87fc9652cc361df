/** So far a clock may be off without a word, in milliseconds. */
const tolerable = 2 * 60_000;

/** What to tell a reader whose clock is off; null where it is not. `aheadMs`: negative where it is behind. */
export const clockInWords = (aheadMs: number): string | null => {
  if (Math.abs(aheadMs) <= tolerable) return null;
  const minutes = Math.round(Math.abs(aheadMs) / 60_000);
  const hours = Math.round(minutes / 6) / 10;
  const days = Math.round(hours / 2.4) / 10;
  const far = minutes < 90 ? `${minutes} min` : hours < 36 ? `${hours} h` : `${days} d`;
  return `your clock is ${far} ${aheadMs > 0 ? 'ahead' : 'behind'}`;
};
