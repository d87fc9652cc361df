import { type AlertState, handledBy, type ReportedAlert, type Severity } from '../../change/alert.ts';
import { instant } from '../../change/instant.ts';
import { severityOf } from '../../change/severity.ts';
import { field, idAt, linkTo, listAt, textAt } from '../json.ts';

const summaries = (list: readonly unknown[]): string =>
  list
    .map((it) => textAt(it, 'summary'))
    .filter((name) => name !== null)
    .join(', ');

/** Whom to ask. What automation does has no agent. */
const handler = (event: unknown, state: AlertState): readonly [string, string | null] =>
  state === 'firing' ? ['', null] : [handledBy[state], textAt(event, 'agent', 'summary')];

/** The priority says it where the account has priorities; else the urgency, which is high for what wakes somebody. */
const severityIn = (data: unknown): Severity | null => {
  const urgency = textAt(data, 'urgency');
  return (
    severityOf(textAt(data, 'priority', 'summary')) ??
    (urgency === 'high' ? 'error' : urgency === 'low' ? 'warning' : null)
  );
};

const hostOf = (url: string | null): string =>
  (url === null ? null : URL.parse(url)?.host) || 'pagerduty.com';

/** The incident that an event is about (developer.pagerduty.com, "Webhooks overview", event data type `incident`). */
export const incident = (event: unknown, state: AlertState): ReportedAlert | null => {
  const data = field(event, 'data');
  const id = textAt(data, 'id');
  if (id === null) return null;
  const page = textAt(data, 'html_url');
  const at = instant(field(event, 'occurred_at'));
  const title = textAt(data, 'title');
  const service = textAt(data, 'service', 'summary');
  const serviceId = textAt(data, 'service', 'id');
  const assigned = summaries(listAt(data, 'assignees'));
  const told: readonly (readonly [string, string | null])[] = [
    ['number', idAt(data, 'number')],
    ['priority', textAt(data, 'priority', 'summary')],
    ['urgency', textAt(data, 'urgency')],
    ['incident_key', textAt(data, 'incident_key')],
    ['incident_type', textAt(data, 'incident_type', 'name')],
    ['escalation_policy', textAt(data, 'escalation_policy', 'summary')],
    ['teams', summaries(listAt(data, 'teams')) || null],
    handler(event, state),
  ];
  return {
    key: `${hostOf(page)}/${id}`,
    state,
    ...(at === null ? {} : { at }),
    ...(title === null ? {} : { title }),
    severity: severityIn(data),
    services: service === null ? [] : [service],
    hints: serviceId === null ? [] : [{ join: 'pagerduty', value: serviceId }],
    summary: assigned === '' ? null : `Assigned to ${assigned}.`,
    links: [
      ...linkTo('incident', page),
      ...linkTo('conference', textAt(data, 'conference_bridge', 'conference_url')),
    ],
    labels: Object.fromEntries(told.filter((entry): entry is [string, string] => entry[1] !== null)),
  };
};
