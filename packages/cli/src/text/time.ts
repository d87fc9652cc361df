const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];

/** `0.8s`, `14s`, `2m14s`, `1h05m`, `3d4h`: two units at most. */
export const duration = (ms: number): string => {
  const two = (n: number): string => String(n).padStart(2, '0');
  if (ms < 10 * second) return `${(Math.max(0, ms) / second).toFixed(1)}s`;
  if (ms < minute) return `${Math.floor(ms / second)}s`;
  if (ms < hour) return `${Math.floor(ms / minute)}m${two(Math.floor((ms % minute) / second))}s`;
  if (ms < day) return `${Math.floor(ms / hour)}h${two(Math.floor((ms % hour) / minute))}m`;
  return `${Math.floor(ms / day)}d${Math.floor((ms % day) / hour)}h`;
};

/** `now`, `5m`, `3h`, `2d`; what has not come yet is `in 5m`. */
export const age = (at: Date, now: Date): string => {
  const ms = now.getTime() - at.getTime();
  const far = Math.abs(ms);
  if (far < 10 * second) return 'now';
  const [n, unit] =
    far < minute
      ? [far / second, 's']
      : far < hour
        ? [far / minute, 'm']
        : far < day
          ? [far / hour, 'h']
          : [far / day, 'd'];
  return `${ms < 0 ? 'in ' : ''}${Math.floor(n as number)}${unit}`;
};

/** `02:46:10` in the zone of whoever looks. */
export const clock = (at: Date): string =>
  [at.getHours(), at.getMinutes(), at.getSeconds()].map((n) => String(n).padStart(2, '0')).join(':');

/** `Thu 19 Nov 2026`, the day as it is here: also what tells one day from another. */
export const dayOf = (at: Date): string =>
  at
    .toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
    .replace(',', '');
