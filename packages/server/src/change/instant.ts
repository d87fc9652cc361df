/** RFC 3339, and what senders make of it: a blank for the T, small letters, any number of decimals, `+0200`. */
const form =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,12}))?)? ?(?:([Zz]|UTC)|([+-])(\d\d):?(\d\d)?)$/;

/**
 * A moment as ISO 8601 in UTC with milliseconds, or null where the text does not name one.
 * `Date.parse` does not serve: it turns 30 February into 2 March and reads a text without an offset in the time zone of
 * the process. A text without an offset names no moment, so it is null.
 */
export const instant = (text: unknown): string | null => {
  const parts = typeof text === 'string' ? form.exec(text.trim()) : null;
  if (parts === null) return null;
  const part = (index: number): number => Number(parts[index] ?? 0);
  const [year, month, day, hour, minute] = [part(1), part(2), part(3), part(4), part(5)];
  // A leap second (RFC 3339, 5.7) is the last moment of its minute.
  const second = Math.min(part(6), 59);
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || part(6) > 60) return null;
  if (part(10) > 23 || part(11) > 59) return null;
  const millisecond = Number((parts[7] ?? '').padEnd(3, '0').slice(0, 3));
  const local = new Date(0);
  local.setUTCFullYear(year, month - 1, day);
  if (local.getUTCDate() !== day || day === 0) return null;
  local.setUTCHours(hour, minute, second, millisecond);
  const offset = (part(10) * 60 + part(11)) * 60_000 * (parts[9] === '-' ? -1 : 1);
  const moment = new Date(local.getTime() - offset);
  const years = moment.getUTCFullYear();
  return years < 0 || years > 9999 ? null : moment.toISOString();
};

/** A moment that a sender counts in milliseconds since 1970, as a number or in digits; null where it is none of this age. */
export const instantOfMs = (count: unknown): string | null => {
  const ms = typeof count === 'string' && /^\d{1,16}$/.test(count.trim()) ? Number(count) : count;
  return typeof ms === 'number' && ms > 0 && ms < 1e14 ? new Date(ms).toISOString() : null;
};
