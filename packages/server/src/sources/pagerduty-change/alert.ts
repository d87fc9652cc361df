import type { AlertState } from '../../change/alert.ts';
import { labelsIn, toldBy } from '../../change/labels.ts';
import { severityOf } from '../../change/severity.ts';
import { field, headline, linkTo, textAt } from '../json.ts';
import type { Reading } from '../source.ts';
import { dedupKeyOf, integrationOf, saidAt } from './identity.ts';
import { linksOf } from './links.ts';

const states: ReadonlyMap<string, AlertState> = new Map([
  ['trigger', 'firing'],
  ['acknowledge', 'acknowledged'],
  ['resolve', 'resolved'],
]);

/** An event about an alert (developer.pagerduty.com, "Send an alert event"). Acknowledging and resolving ones have no payload. */
export const alert = (body: unknown, delivery: string): Reading => {
  const action = textAt(body, 'event_action') ?? '';
  const state = states.get(action);
  if (state === undefined) return { is: 'unread', why: `There is no event_action ${action.slice(0, 60)}.` };
  const payload = field(body, 'payload');
  const title = headline(textAt(payload, 'summary'), 300);
  if (title === null && state === 'firing') return { is: 'unread', why: 'The payload has no summary.' };
  const integration = integrationOf(body);
  const at = saidAt(body);
  const labels = {
    ...labelsIn(field(payload, 'custom_details')),
    ...labelsIn({
      source: textAt(payload, 'source'),
      component: textAt(payload, 'component'),
      group: textAt(payload, 'group'),
      class: textAt(payload, 'class'),
      client: textAt(body, 'client'),
    }),
  };
  const { services, environment, hints } = toldBy(labels);
  return {
    is: 'alerts',
    alerts: [
      {
        key: `${integration}/${dedupKeyOf(body, delivery)}`,
        state,
        ...(at === null ? {} : { at }),
        ...(title === null ? {} : { title }),
        severity: severityOf(textAt(payload, 'severity')),
        services,
        environment,
        hints: [{ join: 'pagerduty-key', value: integration }, ...hints],
        links: [...linksOf(body), ...linkTo('sender', textAt(body, 'client_url'))],
        labels,
      },
    ],
  };
};
