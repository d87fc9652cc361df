import { instant } from '../../change/instant.ts';
import type { Fetched } from '../../sources/fetched.ts';
import { field, idAt, listAt, textAt } from '../../sources/json.ts';

type Told = { readonly event: string; readonly status: 'triggered' | 'acknowledged' | 'resolved' };

/** Types of log entries that a webhook tells of: developer.pagerduty.com, "Log Entries" and "Webhooks v3". */
const eventOf: Readonly<Record<string, Told>> = {
  trigger_log_entry: { event: 'incident.triggered', status: 'triggered' },
  acknowledge_log_entry: { event: 'incident.acknowledged', status: 'acknowledged' },
  unacknowledge_log_entry: { event: 'incident.unacknowledged', status: 'triggered' },
  resolve_log_entry: { event: 'incident.resolved', status: 'resolved' },
  reopen_log_entry: { event: 'incident.reopened', status: 'triggered' },
};

/** The v3 webhook of one entry of `GET /log_entries`, with the incident as it stood then. Null: no webhook tells of it. */
export const eventIn = (entry: unknown): Fetched | null => {
  const [id, type] = [textAt(entry, 'id'), textAt(entry, 'type') ?? ''];
  const at = instant(field(entry, 'created_at'));
  const told = Object.hasOwn(eventOf, type) ? eventOf[type] : undefined;
  const incident = field(entry, 'incident');
  const incidentId = idAt(incident, 'id');
  if (id === null || at === null || told === undefined || incidentId === null) return null;
  return {
    event: told.event,
    delivery: `poll:${id}`,
    at,
    body: {
      event: {
        id,
        event_type: told.event,
        resource_type: 'incident',
        occurred_at: at,
        agent: field(entry, 'agent'),
        client: null,
        data: {
          id: incidentId,
          type: 'incident',
          self: textAt(incident, 'self'),
          html_url: textAt(incident, 'html_url'),
          number: field(incident, 'incident_number'),
          status: told.status,
          incident_key: textAt(incident, 'incident_key'),
          created_at: textAt(incident, 'created_at'),
          title: textAt(incident, 'title') ?? textAt(incident, 'summary'),
          service: field(incident, 'service') ?? field(entry, 'service'),
          assignees: listAt(incident, 'assignments').map((it) => field(it, 'assignee')),
          escalation_policy: field(incident, 'escalation_policy'),
          teams: listAt(incident, 'teams'),
          priority: field(incident, 'priority'),
          urgency: textAt(incident, 'urgency'),
          resolve_reason: field(incident, 'resolve_reason'),
        },
      },
    },
  };
};
