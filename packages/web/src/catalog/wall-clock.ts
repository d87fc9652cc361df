const two = (n: number): string => String(n).padStart(2, '0');

/** An instant (ms since the epoch) on the reader's clock, as `datetime-local` writes it: `2026-11-20T21:04:09`. */
export const onWallClock = (at: number): string => {
  const date = new Date(at);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
};

const written = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/;

/** The instant that the reader's clock shows so, as ISO 8601; null while it is not written out. */
export const fromWallClock = (text: string): string | null => {
  const at = written.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : new Date(at).toISOString();
};

/** `2026-11-20 20:04:09`, of an instant in ISO 8601. */
export const inUtc = (instant: string): string => instant.slice(0, 19).replace('T', ' ');
