import type { AlertState } from '../../change/alert.ts';
import { field, textAt } from '../json.ts';
import type { Delivery, Reading } from '../source.ts';
import { incident } from './incident.ts';

/** How an incident stands after the event. `null`: the event moves people, not the state, which the incident itself tells. */
const states: ReadonlyMap<string, AlertState | null> = new Map([
  ['incident.triggered', 'firing'],
  ['incident.unacknowledged', 'firing'],
  ['incident.reopened', 'firing'],
  ['incident.acknowledged', 'acknowledged'],
  ['incident.resolved', 'resolved'],
  ['incident.escalated', null],
  ['incident.delegated', null],
  ['incident.reassigned', null],
]);

/** What PagerDuty calls the three states of an incident. */
const statuses: ReadonlyMap<string, AlertState> = new Map([
  ['triggered', 'firing'],
  ['acknowledged', 'acknowledged'],
  ['resolved', 'resolved'],
]);

export const map = ({ event, body }: Delivery): Reading => {
  if (event === 'pagey.ping') return { is: 'ignored', why: 'Pagey says hello: the webhook works.' };
  const state = states.get(event);
  if (state === undefined)
    return { is: 'ignored', why: `The event ${event.slice(0, 100)} changes no state of an incident.` };
  const it = field(body, 'event');
  const stands = state ?? statuses.get(textAt(it, 'data', 'status') ?? '');
  if (stands === undefined) return { is: 'unread', why: 'The incident has none of the three states.' };
  const alert = incident(it, stands);
  return alert === null
    ? { is: 'unread', why: 'The incident has no id.' }
    : { is: 'alerts', alerts: [alert] };
};
