/** Numbers below this are seconds since 1970 (until the year 5138), numbers from it on milliseconds (since March 1973). */
const millisecondsFrom = 1e11;
const last = 1e14;
const iso = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * A time in milliseconds since 1970, from seconds, milliseconds or ISO 8601 (UTC where no offset is given); null when it is none
 * of them. A number is taken for what its size says, so seconds and milliseconds may stand in one file.
 */
export const readTime = (value: unknown): number | null => {
  if (typeof value === 'number') {
    if (!Number.isFinite(value) || value < 0 || value >= last) return null;
    return value < millisecondsFrom ? Math.round(value * 1000) : Math.round(value);
  }
  if (typeof value !== 'string' || !iso.test(value)) return null;
  const written = value.replace(' ', 'T');
  const zoned = /T/.test(written) && !/(?:Z|[+-]\d{2}:?\d{2})$/.test(written) ? `${written}Z` : written;
  const at = Date.parse(zoned);
  return Number.isNaN(at) ? null : at;
};
