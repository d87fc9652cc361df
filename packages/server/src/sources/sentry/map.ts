import { entryOf, field } from '../json.ts';
import type { Delivery, Reading } from '../source.ts';
import { eventAlert, issueChange } from './issue.ts';
import { metricAlert } from './metric-alert.ts';

/** The resources that tell of alerts (docs.sentry.io, "Webhooks"). Sentry sends nothing about releases or deploys. */
const readers = new Map<string, (body: unknown, data: unknown) => Reading>([
  ['event_alert', eventAlert],
  ['metric_alert', metricAlert],
  ['issue', issueChange],
  ['activity_alert', issueChange],
]);

const reasons: Readonly<Record<string, string>> = {
  installation: 'The integration was installed or removed: nothing of yours changed.',
  error: 'A single error is no alert: its issue is.',
  comment: 'A comment changes nothing.',
};

export const map = ({ event, body }: Delivery): Reading => {
  const read = readers.get(event);
  if (read !== undefined) return read(body, field(body, 'data'));
  const why = entryOf(reasons, event);
  return { is: 'ignored', why: why ?? `The resource ${event.slice(0, 100)} tells of no alert.` };
};
