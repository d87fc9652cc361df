import type { AlertState, Severity } from '../../change/alert.ts';
import { instant } from '../../change/instant.ts';
import { field, linkTo, listAt, textAt } from '../json.ts';
import type { Reading } from '../source.ts';
import { hintsOf, type Page } from './page.ts';

/** Statuses of incidents and of maintenances. Announced maintenance is left out: nothing is amiss yet. */
const states: Readonly<Record<string, AlertState>> = {
  investigating: 'firing',
  identified: 'acknowledged',
  monitoring: 'acknowledged',
  resolved: 'resolved',
  postmortem: 'resolved',
  in_progress: 'firing',
  verifying: 'acknowledged',
  completed: 'resolved',
};

const severities: Readonly<Record<string, Severity>> = {
  critical: 'critical',
  major: 'error',
  minor: 'warning',
  maintenance: 'info',
  none: 'info',
};

const own = <Value>(table: Readonly<Record<string, Value>>, key: string | null): Value | null =>
  key !== null && Object.hasOwn(table, key) ? (table[key] ?? null) : null;

export const incidentAlert = (incident: unknown, page: Page): Reading => {
  const [id, status, name] = [textAt(incident, 'id'), textAt(incident, 'status'), textAt(incident, 'name')];
  if (id === null || status === null) return { is: 'unread', why: 'The incident has no id or no status.' };
  if (status === 'scheduled') return { is: 'ignored', why: 'The maintenance is only announced.' };
  const state = own(states, status);
  if (state === null) return { is: 'unread', why: `The status ${status.slice(0, 50)} is not known.` };
  // The newest comes first.
  const update = listAt(incident, 'incident_updates')[0];
  const at =
    instant(field(update, 'display_at') ?? field(update, 'created_at')) ??
    instant(field(incident, 'updated_at'));
  const components = listAt(incident, 'components')
    .map((it) => textAt(it, 'name'))
    .filter((it) => it !== null);
  return {
    is: 'alerts',
    alerts: [
      {
        key: `${page.id}/incidents/${id}`,
        state,
        ...(at === null ? {} : { at }),
        title: `${page.name}: ${name ?? 'incident'}`,
        severity: own(severities, textAt(incident, 'impact')),
        services: [page.name],
        hints: hintsOf(page),
        summary: textAt(update, 'body'),
        links: linkTo('status page', textAt(incident, 'shortlink') ?? page.url),
        labels: { status, ...(components.length === 0 ? {} : { components: components.join(', ') }) },
      },
    ],
  };
};
