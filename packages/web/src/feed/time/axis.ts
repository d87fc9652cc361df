import type { Window } from './window.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const steps = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour),
  ...[1, 2, 7, 14, 28, 91, 364].map((n) => n * day),
];

export type Tick = { readonly at: number; readonly label: string };

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const seconds = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const date = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric' });
const month = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/**
 * Where the axis of a window has its marks: at most so many, at times at which the reader's clock is round. `edge`: the share of the way
 * at either end where none may stand.
 */
export const ticksOf = ({ from, to }: Window, most: number, edge = 0.02): readonly Tick[] => {
  const long = to - from;
  const step = steps.find((it) => long / it <= most) ?? Math.ceil(long / most / day) * day;
  const ticks: Tick[] = [];
  let base = midnight(from);
  for (let n = 0, guard = 0; guard < 500; guard++) {
    // Days are counted by the calendar: one of them has 23 hours.
    const at =
      step >= day ? new Date(base).setDate(new Date(base).getDate() + (n * step) / day) : base + n * step;
    n += 1;
    if (at >= to - edge * long) break;
    if (step < day && at >= new Date(base).setDate(new Date(base).getDate() + 1)) {
      base = midnight(at);
      n = 0;
      continue;
    }
    if (at < from + edge * long) continue;
    const isDay = at === midnight(at);
    const label = isDay ? (long > 60 * day ? month : date).format(at) : clock.format(at);
    ticks.push({ at, label });
  }
  return ticks;
};

/** A piece of time in words, as short as it can be told: `02:40–02:55`, `Sat 28, 22:00 – 02:00`. */
export const spanInWords = ({ from, to }: Window): string => {
  const long = to - from;
  const time = long < minute ? seconds : clock;
  const whole = (at: number): string => `${date.format(at)}, ${time.format(at)}`;
  if (long >= day && from === midnight(from) && to === midnight(to))
    return long === day ? month.format(from) : `${month.format(from)} – ${month.format(to - 1)}`;
  if (long > 20 * day) return `${month.format(from)} – ${month.format(to)}`;
  if (midnight(from) === midnight(to - 1)) return `${time.format(from)}–${time.format(to)}`;
  // Over midnight: which day it ends on goes without saying.
  return long < day ? `${whole(from)} – ${time.format(to)}` : `${whole(from)} – ${whole(to)}`;
};
