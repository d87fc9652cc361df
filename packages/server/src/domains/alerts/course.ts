import { type AlertState, alertStates } from '../../change/alert.ts';
import type { Folded } from './fold.ts';

/** The course of an alert in time. Times are ISO 8601 in UTC. */
export type Course = {
  readonly state: AlertState;
  /** When the last episode began: what the list is ordered by. */
  readonly at: string;
  readonly acknowledgedAt: string | null;
  readonly resolvedAt: string | null;
  /** When it was first and last seen to stand somehow. */
  readonly firstAt: string;
  readonly lastAt: string;
  /** How often it came up: firing again after it was resolved begins another. */
  readonly episodes: number;
};

const iso = (ms: number): string => new Date(ms).toISOString();
const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));

/** Goes through what was seen, in order of time, whatever the order in which it was heard. */
export const courseOf = ({ moments, first }: Folded): Course => {
  let state: AlertState = 'resolved';
  let episodes = 0;
  let last = first;
  let began = first;
  let acknowledged: number | null = null;
  let resolved: number | null = null;
  for (const moment of moments) {
    const at = Math.floor(moment / alertStates.length);
    const next = alertStates[moment % alertStates.length] ?? 'firing';
    if (episodes === 0 || (state === 'resolved' && next !== 'resolved')) {
      episodes += 1;
      began = at;
      acknowledged = null;
      resolved = null;
    }
    if (next === 'acknowledged' && state !== 'acknowledged') acknowledged = at;
    if (next === 'firing') acknowledged = null;
    if (next === 'resolved') resolved ??= at;
    state = next;
    last = at;
  }
  return {
    state,
    at: iso(began),
    acknowledgedAt: isoOrNull(acknowledged),
    resolvedAt: isoOrNull(resolved),
    firstAt: iso(first),
    lastAt: iso(last),
    episodes,
  };
};
