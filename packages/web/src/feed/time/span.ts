import { timeOf, type Window } from './window.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** What the strip shows where the filter bounds no time. */
const usualMs = day;
const shortestMs = 10 * second;
const longestMs = 10 * 365 * day;

/** What the strip shows. `live`: its right end is now, and moves on. */
export type Span = Window & { readonly live: boolean };

/** Ends move on in steps, so that not every second asks a new question, and buckets begin where people would begin them. */
const gridOf = (ms: number): number => (ms > 12 * hour ? 15 * minute : ms > hour ? minute : 10 * second);

const onGrid = (from: number, end: number): Span => {
  const grid = gridOf(end - from);
  const to = Math.ceil(end / grid) * grid;
  return { from: Math.floor(from / grid) * grid, to, live: true };
};

/** The piece of time that a filter speaks of: what it is bounded by, else the last day. `at`: the instant that is taken for now. */
export const spanOf = (q: string, at: number | null, now: number): Span => {
  const end = at ?? now;
  const { after, before } = timeOf(q, now);
  const fixed = (from: number, to: number): Span => ({ from, to, live: false });
  if (before !== null && before <= end) {
    const from = after !== null && after < before ? after : before - usualMs;
    return fixed(from, before);
  }
  const bounded = after !== null && after < end;
  const from = bounded ? after : end - usualMs;
  if (at !== null) return fixed(from, end + 1);
  const span = onGrid(from, end);
  return bounded ? span : { ...span, from: span.to - usualMs };
};

/** The window one step earlier (-1) or later (1), by half its length; never begins after now. */
export const panned = ({ from, to }: Window, by: -1 | 1, now: number): Window => {
  const step = Math.round((to - from) / 2 / second) * second * by;
  const most = Math.max(0, now - to);
  const shift = by === 1 ? Math.min(step, most) : step;
  return { from: from + shift, to: to + shift };
};

/** Twice as wide, about the same middle; never reaches beyond now. */
export const widened = ({ from, to }: Window, now: number): Window => {
  const long = Math.min(longestMs, 2 * Math.max(shortestMs, to - from));
  const end = Math.min(Math.max(now, to), Math.ceil((from + to) / 2 + long / 2));
  return { from: end - long, to: end };
};
