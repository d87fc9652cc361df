import { isRecord } from '../../change/fields.ts';
import { listAt } from '../json.ts';
import type { Delivery, Reading } from '../source.ts';
import { alertIn } from './alert.ts';

/** One alert, a list of alerts, or `{ "alerts": […] }`. */
const objectsIn = (body: unknown): readonly unknown[] => {
  if (Array.isArray(body)) return body;
  const inner = listAt(body, 'alerts');
  return inner.length > 0 ? inner : isRecord(body) ? [body] : [];
};

export const map = ({ body }: Delivery): Reading => {
  const given = objectsIn(body);
  if (given.length === 0) return { is: 'ignored', why: 'It holds no alert.' };
  const read = given.map(alertIn);
  const alerts = read.filter((it) => typeof it !== 'string');
  if (alerts.length > 0) return { is: 'alerts', alerts };
  return read.includes('pending')
    ? { is: 'ignored', why: 'It is pending: nothing has been measured yet.' }
    : { is: 'unread', why: 'An alert has a name or a fingerprint.' };
};
