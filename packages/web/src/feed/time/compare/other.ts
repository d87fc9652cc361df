import type { Window } from '../window.ts';

/** With what a window is compared: the one before it, the same time some days ago, or one that begins at an instant. */
export type Other =
  | { readonly is: 'before' }
  | { readonly is: 'days ago'; readonly days: number }
  | { readonly is: 'from'; readonly at: number };

const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z$/;

/** As it stands in an address (`?compare=before`, `-1d`, `-7d`, `2026-03-01T02:40Z`); null for nothing, and for what is none of these. */
export const otherIn = (text: string | null): Other | null => {
  if (text === null) return null;
  if (text === 'before') return { is: 'before' };
  const days = /^-(\d{1,3})d$/.exec(text)?.[1];
  if (days !== undefined) return Number(days) === 0 ? null : { is: 'days ago', days: Number(days) };
  const at = iso.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : { is: 'from', at };
};

/** Days ago on the reader's clock: the same time of the day, also where a clock was changed in between. */
const daysBefore = (at: number, days: number): number => {
  const date = new Date(at);
  return date.setDate(date.getDate() - days);
};

export const otherWindow = ({ from, to }: Window, other: Other): Window => {
  switch (other.is) {
    case 'before':
      return { from: from - (to - from), to: from };
    case 'days ago':
      return { from: daysBefore(from, other.days), to: daysBefore(to, other.days) };
    case 'from':
      return { from: other.at, to: other.at + (to - from) };
  }
};

export const otherInWords = (other: Other): string => {
  if (other.is === 'before') return 'the window before';
  if (other.is === 'from') return 'another window';
  if (other.days === 1) return 'the same time yesterday';
  return other.days === 7 ? 'the same time last week' : `the same time ${other.days} days ago`;
};
