const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365.25 * day;

/** How long ago, short enough for a column: `now`, `40 s`, `5 min`, `2 h 19`, `3 d`, `56 y`; ahead of us `in 5 min`. */
export const age = (at: number, now: number): string => {
  const gone = Math.abs(now - at);
  const text = span(gone);
  if (gone < 10 * second) return 'now';
  return at > now ? `in ${text}` : text;
};

/** The same in a sentence: `just now`, `5 min ago`, `in 5 min`. */
export const ago = (at: number, now: number): string => {
  const text = age(at, now);
  return text === 'now' ? 'just now' : at > now ? text : `${text} ago`;
};

/** How long something has lasted, in a sentence: `since just now`, `for 5 min`. */
export const lasting = (at: number, now: number): string => {
  const text = age(at, now);
  return text === 'now' || at > now ? 'since just now' : `for ${text}`;
};

export const span = (ms: number): string => {
  if (ms < minute) return `${Math.floor(ms / second)} s`;
  if (ms < hour) return `${Math.floor(ms / minute)} min`;
  if (ms < day) {
    const minutes = Math.floor((ms % hour) / minute);
    return minutes === 0
      ? `${Math.floor(ms / hour)} h`
      : `${Math.floor(ms / hour)} h ${String(minutes).padStart(2, '0')}`;
  }
  return ms < 2 * year ? `${Math.floor(ms / day)} d` : `${Math.floor(ms / year)} y`;
};

/** How long it took: `840 ms`, `41 s`, `2 m 14 s`, `1 h 05 m`, `2 d 3 h`. */
export const duration = (ms: number): string => {
  if (ms < second) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < minute) return `${Math.floor(ms / second)} s`;
  if (ms < hour)
    return `${Math.floor(ms / minute)} m ${String(Math.floor((ms % minute) / second)).padStart(2, '0')} s`;
  if (ms < day)
    return `${Math.floor(ms / hour)} h ${String(Math.floor((ms % hour) / minute)).padStart(2, '0')} m`;
  return `${Math.floor(ms / day)} d ${Math.floor((ms % day) / hour)} h`;
};

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const whole = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' });

/** `02:46:10`, on the reader's clock. */
export const clockTime = (at: number): string => clock.format(at);

const inUtc = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const wholeInUtc = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short' });

/** `20:04:09 UTC`. */
const utcTime = (at: number): string => `${inUtc.format(at)} UTC`;

/** `20:04 UTC`, beside a clock that has the seconds: those are the same everywhere. */
export const shortUtcTime = (at: number): string => `${inUtc.format(at).slice(0, 5)} UTC`;

/** With date and zone, and in UTC, for a tooltip. Where the reader's clock is UTC, once. */
export const wholeTime = (at: number): string => {
  const here = whole.format(at);
  return new Date(at).getTimezoneOffset() === 0 && /\bUTC$/.test(here)
    ? here
    : `${here} · ${wholeInUtc.format(at)}, ${utcTime(at)}`;
};

const { timeZone } = Intl.DateTimeFormat().resolvedOptions();

/** Where the reader's clock stands: `Europe/Berlin`. */
export const zone = (): string => timeZone;
