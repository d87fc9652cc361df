import { type AlertObservation, alertStates, untitled } from '../../../change/alert.ts';
import type { Read } from '../../../change/read.ts';
import { placeOf } from '../../../change/standing.ts';
import { signalOf } from '../rounds/signal.ts';
import { type FiringRow, ruleIn, thingsIn } from './firing.ts';

/** An alert as it was last seen to stand, in brief: what grouping needs of it. Times are ISO 8601. */
export type Brief = Omit<FiringRow, 'at'> & {
  readonly org: number;
  readonly state: string;
  /** When its last episode began. */
  readonly at: string;
  readonly moment: string;
  readonly place: string;
  readonly reading: number;
};

/** An alert that fires again so soon after it was resolved flaps, and stays in its group. */
const flapMs = 15 * 60_000;

const rankOf = (state: string): number => (alertStates as readonly string[]).indexOf(state);

/** What is said outright has no place that a better reading could be of. */
const nowhere = { place: '', reading: 0 };
const placed = (read: Read | undefined): { place: string; reading: number } =>
  read === undefined ? nowhere : { place: placeOf(read), reading: read.reading };

/** Whether it tells how the alert stands now: it is no older than what was last heard, or reads the same delivery anew. */
const isNews = (known: Brief, alert: AlertObservation, { place, reading }: typeof nowhere): boolean => {
  if (place !== '' && place === known.place) return reading >= known.reading;
  const later = Date.parse(alert.at) - Date.parse(known.moment);
  return later > 0 || (later === 0 && rankOf(alert.state) >= rankOf(known.state));
};

/**
 * The alert with one more observation of it. Simpler than the fold of the alerts: what is heard late is passed over, because who is
 * grouped is decided by what was known at the moment.
 */
export const heard = (
  known: Brief | undefined,
  { id, org }: Pick<Brief, 'id' | 'org'>,
  alert: AlertObservation,
  read: Read | undefined,
): Brief => {
  const where = placed(read);
  if (known !== undefined && !isNews(known, alert, where)) return known;
  const { source, state, at } = alert;
  const begins = known === undefined || (known.state === 'resolved' && state !== 'resolved');
  const untold = known !== undefined && alert.title === untitled(source);
  const silent = Object.keys(alert.labels).length === 0;
  const flaps = known !== undefined && Date.parse(at) - Date.parse(known.moment) <= flapMs;
  return {
    id,
    org,
    source,
    title: untold ? known.title : alert.title,
    severity: alert.severity ?? known?.severity ?? null,
    services: alert.services.length === 0 ? (known?.services ?? []) : alert.services,
    environment: alert.environment ?? known?.environment ?? null,
    things: silent ? (known?.things ?? []) : thingsIn(alert.labels),
    rule: silent ? (known?.rule ?? null) : ruleIn(alert.labels),
    signal: signalOf(untold ? known.title : alert.title, alert.labels) ?? known?.signal ?? '',
    state,
    at: begins ? at : known.at,
    moment: at,
    ...where,
    group: begins && !flaps ? null : (known?.group ?? null),
  };
};

/** What was last heard of it was a mistake of the adapter: nothing is known to fire. */
export const withdrawn = (known: Brief | undefined, read: Read): Brief | undefined =>
  known !== undefined && known.place === placeOf(read) && read.reading >= known.reading
    ? { ...known, state: 'resolved', reading: read.reading }
    : known;
