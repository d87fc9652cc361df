/** As RFC 9110 (10.2.3) has it: seconds, or a moment. Milliseconds from now; null where it says nothing that can be read. */
const retryAfterMs = (text: string | null, nowMs: number): number | null => {
  if (text === null) return null;
  if (/^\d+(\.\d+)?$/.test(text.trim())) return Number(text) * 1000;
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? null : Math.max(0, moment - nowMs);
};

/** Vendors write the end of a limit as seconds from now (PagerDuty), seconds since 1970 (GitHub, GitLab), or milliseconds (LaunchDarkly). */
const resetMs = (text: string | null, nowMs: number): number | null => {
  if (text === null || !/^\d{1,16}(\.\d+)?$/.test(text.trim())) return null;
  const number = Number(text);
  if (number > 1e11) return Math.max(0, number - nowMs);
  return number > 1e8 ? Math.max(0, number * 1000 - nowMs) : number * 1000;
};

/** No limit lasts longer than an hour and a bit: what says so is mistaken, and must not silence us for years. */
const longestMs = 75 * 60_000;

const families = ['x-ratelimit', 'ratelimit', 'x-ratelimit-global', 'x-ratelimit-route'];

/** For how long an answer asks not to be asked again, in milliseconds; 0 where it does not. */
export const limitMs = ({ status, headers }: Pick<Response, 'status' | 'headers'>, nowMs: number): number => {
  const told = retryAfterMs(headers.get('retry-after'), nowMs);
  if (status === 429 || ((status === 403 || status >= 500) && told !== null)) {
    const reset = resetMs(headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset'), nowMs);
    return Math.min(longestMs, Math.max(1000, told ?? reset ?? 60_000));
  }
  const spent = families
    .filter((family) => headers.get(`${family}-remaining`)?.trim() === '0')
    .map((family) => resetMs(headers.get(`${family}-reset`) ?? headers.get('x-ratelimit-reset'), nowMs) ?? 0);
  return Math.min(longestMs, Math.max(0, ...spent));
};
