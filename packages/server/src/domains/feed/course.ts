import type { Folded } from './fold.ts';

export const statuses = ['planned', 'running', 'finished', 'failed', 'cancelled', 'reverted'] as const;
type Status = (typeof statuses)[number];

/** The course of a change in time. Times are ISO 8601 in UTC. */
export type Course = {
  readonly status: Status;
  /** The moment that the feed is ordered by: when it began, and once it has ended, when it last ended. */
  readonly at: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly revertedAt: string | null;
  readonly durationMs: number | null;
};

const iso = (ms: number): string => new Date(ms).toISOString();
const isoOrNull = (ms: number | undefined): string | null => (ms === undefined ? null : iso(ms));

/** Of two endings at the same moment the worse one counts: these in order, the last wins. */
const endings = ['finished', 'cancelled', 'failed', 'reverted'] as const;

/**
 * What has ended stays ended: only another, later ending takes its place. A `started` or `progressed` never reopens a change,
 * not even with a later time, because a late report without a time of its own carries the moment it was received.
 */
export const courseOf = ({ phases }: Folded): Course => {
  const began = phases.started?.[0] ?? phases.progressed?.[0];
  let ended: { status: (typeof endings)[number]; at: number } | undefined;
  let done: number | undefined;
  for (const status of endings) {
    const at = phases[status]?.[1];
    if (at === undefined) continue;
    if (ended === undefined || at >= ended.at) ended = { status, at };
    if (status !== 'reverted') done = Math.max(done ?? at, at);
  }
  const times = {
    startedAt: isoOrNull(began),
    finishedAt: isoOrNull(done),
    revertedAt: isoOrNull(phases.reverted?.[1]),
    durationMs: began === undefined || done === undefined || done < began ? null : done - began,
  };
  if (ended !== undefined) return { status: ended.status, at: iso(ended.at), ...times };
  if (began !== undefined) return { status: 'running', at: iso(began), ...times };
  return { status: 'planned', at: iso(phases.planned?.[1] ?? 0), ...times };
};
