import type { Recorded } from '@nightjar/kernel/fact';

/** Older than this when it is recorded, a change that was fetched is no news. */
const lateMs = 15 * 60_000;

/** Who fetches what webhooks have lost; as the actor of the facts. */
const fetcher = /^reconcile:/;

/**
 * A change of the past that was fetched when a gap was filled. A day of them is not told one by one to those who look on, as if it
 * happened now: they are told once to read the list again, where each has its place.
 */
export const isLate = ({ actor, at, recordedAt }: Pick<Recorded, 'actor' | 'at' | 'recordedAt'>): boolean =>
  actor !== null && fetcher.test(actor) && recordedAt.getTime() - at.getTime() > lateMs;
