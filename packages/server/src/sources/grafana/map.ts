import { listAt } from '../json.ts';
import type { Delivery, Reading } from '../source.ts';
import { reported, seen } from './alert.ts';

/** What the button Test of a contact point sends: it would fire for ever. */
const isTest = ({ alertname, instance }: Readonly<Record<string, string>>): boolean =>
  alertname === 'TestAlert' && instance === 'Grafana';

export const map = ({ body }: Delivery): Reading => {
  const given = listAt(body, 'alerts');
  if (given.length === 0)
    return { is: 'unread', why: 'It has no list of alerts: is its payload made by a template?' };
  const known = given.flatMap((alert) => {
    const it = seen(body, alert);
    return it === null ? [] : [{ alert, it }];
  });
  if (known.length === 0) return { is: 'unread', why: 'No alert in it has a fingerprint.' };
  const alerts = known
    .filter(({ it }) => !isTest(it.labels))
    .map(({ alert, it }) => reported(body, alert, it));
  return alerts.length === 0
    ? { is: 'ignored', why: 'It is the test of a contact point.' }
    : { is: 'alerts', alerts };
};
