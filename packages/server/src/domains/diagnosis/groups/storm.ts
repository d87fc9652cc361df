import type { Known, Regrouping } from './group.ts';

/** So many alerts together are a storm. */
const stormy = 20;
/** For so long after its last alert it is one. */
const lastsMs = 5 * 60_000;

/**
 * So long a storm shows what belongs to it, ms. Not longer: what fires beside a storm is a page like any other, and whoever is paged
 * is to be told within three seconds.
 */
export const stormPatience = 600;

/** A group with what tells a storm. */
export type Weather = Known & { readonly count: number; readonly last: number };

/**
 * Which of the groups that are founded wait with their diagnosis. In a storm most of what seems to stand for itself turns out to be a
 * part of it with the next alerts: each with a diagnosis of its own would be a hundred threads. The storm's own waits for nothing.
 */
export const waiting = (
  found: readonly Regrouping[],
  groups: readonly Weather[],
  now: number,
): ReadonlySet<Regrouping> => {
  const founded = found.filter(({ is }) => is === 'founded');
  const all = found.reduce((sum, { alerts }) => sum + alerts.length, 0);
  const stands = groups.some(({ count, last }) => count >= stormy && now - last <= lastsMs);
  if (!stands && all < stormy) return new Set();
  const [largest] = founded.toSorted((a, b) => b.alerts.length - a.alerts.length);
  const own = !stands && largest !== undefined && largest.alerts.length > 1 ? largest : undefined;
  return new Set(founded.filter((one) => one !== own));
};
