import type { Diagnosis, Suspect } from '@nightjar/sdk/wire';
import type { Window } from '../../feed/time/window.ts';

const minute = 60_000;
/** So much of time around the onset is shown, where nothing asks for more. */
const around = 30 * minute;
/** A suspect that took effect longer before is not shown on the axis. */
const mostBefore = 180 * minute;

type Said = Pick<Diagnosis, 'onset' | 'pagedAt' | 'suspects' | 'dated'>;

/** When a change was wholly in effect, ms. */
const effectOf = ({ at, completedAt }: Pick<Suspect, 'at' | 'completedAt'>): number =>
  Date.parse(completedAt ?? at);

/** From half an hour before the onset, or from a little before the suspects that stand on the axis, to half an hour after it, or now. */
export const windowOf = ({ onset, pagedAt, suspects }: Said, now: number): Window => {
  const began = Date.parse(onset);
  const starts = suspects.slice(0, 3).map(({ at }) => Date.parse(at) - 2 * minute);
  const near = starts.filter((at) => at >= began - mostBefore);
  const end = Math.min(now, Math.max(began + around, Date.parse(pagedAt) + 5 * minute));
  return { from: Math.min(began - around, ...near), to: Math.max(end, began + minute) };
};

export type Mark = {
  readonly is: 'suspect' | 'onset' | 'page';
  readonly at: number;
  /** Which of the suspects, from 0; null for what is none. */
  readonly suspect: number | null;
};

/** What stands on the axis, in order of time; the onset before the page where they are one. */
export const marksOf = ({ onset, pagedAt, suspects, dated }: Said): readonly Mark[] =>
  [
    ...suspects.map((it, suspect): Mark => ({ is: 'suspect', at: effectOf(it), suspect })),
    ...(dated ? [{ is: 'onset', at: Date.parse(onset), suspect: null } as const] : []),
    { is: 'page', at: Date.parse(pagedAt), suspect: null } as const,
  ].toSorted((a, b) => a.at - b.at);

/** Where an instant stands in a window, as a share of its width. */
export const shareIn = ({ from, to }: Window, at: number): number => (at - from) / (to - from);

/** For each place on a line the lane in which it stands clear of those before it, `gap` apart; as few lanes as that takes. */
export const lanesOf = (places: readonly number[], gap: number): readonly number[] => {
  const ends: number[] = [];
  return places.map((place) => {
    const free = ends.findIndex((end) => place - end >= gap);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = place;
    return lane;
  });
};
