import type { Fetched } from '../sources/fetched.ts';

/** Read again at every look: some things are listed only a while after they happened. */
const overlapMs = 5 * 60_000;
/** What happened just now is left to the webhook, which has its own way of telling. */
const graceMs = 60_000;
/** Whoever was away for longer begins again here: older changes explain nothing any more. */
const longestMs = 14 * 86_400_000;

/** The span to ask for: from the cursor on, or so far back where there is none. */
export const spanOf = (
  cursor: string | null,
  now: Date,
  backMs: number,
): { readonly from: Date; readonly to: Date } => {
  const to = now.getTime() - graceMs;
  const begin = cursor === null ? now.getTime() - backMs : Date.parse(cursor) - overlapMs;
  return { from: new Date(Math.min(to, Math.max(begin, now.getTime() - longestMs))), to: new Date(to) };
};

/** What is worth recording, in the order in which it happened; what is dated by no clock is left out. */
export const inOrder = (fetched: readonly Fetched[], upTo: Date): Fetched[] =>
  fetched
    .map((it) => ({ it, at: Date.parse(it.at) }))
    .filter(({ at }) => at > upTo.getTime() - longestMs && at <= upTo.getTime())
    .sort((a, b) => a.at - b.at)
    .map(({ it }) => it);

/** Whether a moment lies within what is asked for. */
export const isWithin = (at: string | null, from: Date, to: Date): at is string =>
  at !== null && Date.parse(at) > from.getTime() && Date.parse(at) <= to.getTime();
