import { span } from '../ui/time.ts';
import type { Reach } from './reach.ts';

const day = 86_400_000;
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dated = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** `02:31, 14 min ago`; with the day where it is not today's. */
export const since = (from: number, now: number): string => {
  const gone = Math.max(0, now - from);
  const at = gone > day / 2 ? dated.format(from) : clock.format(from);
  return `${at}, ${gone < 60_000 ? 'less than a minute' : span(gone)} ago`;
};

const says = {
  silent: 'Nightjar cannot be reached.',
  slow: 'Nightjar is slow to answer.',
  unwell: 'Nightjar cannot answer now: it is starting, or what stands before it has lost it.',
  garbled: 'Something else answers in Nightjar’s place: a proxy, or the sign-in of a network.',
} as const;

/** How things stand, in a sentence or two. Null while all is well. */
export const reachInWords = (reach: Reach, now: number): string | null => {
  if (reach.is === 'reached') return null;
  const age =
    reach.from === null ? 'This page goes on by itself.' : `This is from ${since(reach.from, now)}.`;
  return `${says[reach.why]} ${age}`;
};
