import { isRecord } from '../../change/fields.ts';
import type { Delivery, Reading } from '../source.ts';
import { eventReading } from './event.ts';
import { monitorReading, transitionOf } from './monitor.ts';
import { said } from './variables.ts';

/** A monitor names its transition; an event that somebody posted has none. */
export const map = ({ body }: Delivery): Reading => {
  if (!isRecord(body)) return { is: 'ignored', why: 'It is not the payload of the set-up page.' };
  const transition = transitionOf(body);
  if (transition !== null) return monitorReading(body, transition);
  if (said(body, 'alert_id') !== null || /monitor/i.test(said(body, 'event_type') ?? '')) {
    return { is: 'unread', why: 'A monitor says its transition ($ALERT_TRANSITION): see the set-up page.' };
  }
  return eventReading(body);
};
