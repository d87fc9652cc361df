import type { Severity } from '../../change/alert.ts';
import { instant } from '../../change/instant.ts';
import { field, firstText, linkTo, textAt } from '../json.ts';
import type { Reading } from '../source.ts';
import { hintsOf, type Page } from './page.ts';

/** Statuses of components that are not well (support.atlassian.com, "Show service status with components"). */
const severities: Readonly<Record<string, Severity>> = {
  degraded_performance: 'warning',
  partial_outage: 'error',
  major_outage: 'critical',
  under_maintenance: 'info',
};

const spoken = (status: string | null): string => status?.replaceAll('_', ' ') ?? 'unknown';

export const componentAlert = (body: unknown, page: Page): Reading => {
  const update = field(body, 'component_update');
  const id = textAt(body, 'component', 'id') ?? textAt(update, 'component_id');
  const status = firstText(body, ['component_update', 'new_status'], ['component', 'status']);
  if (id === null || status === null) return { is: 'unread', why: 'The component has no id or no status.' };
  const severity = Object.hasOwn(severities, status) ? (severities[status] ?? null) : null;
  if (severity === null && status !== 'operational') {
    return { is: 'unread', why: `The status ${status.slice(0, 50)} is not known.` };
  }
  const at = instant(field(update, 'created_at'));
  return {
    is: 'alerts',
    alerts: [
      {
        key: `${page.id}/components/${id}`,
        state: severity === null ? 'resolved' : 'firing',
        ...(at === null ? {} : { at }),
        title: `${page.name}: ${textAt(body, 'component', 'name') ?? 'a component'} is not operational`,
        severity,
        services: [page.name],
        hints: hintsOf(page),
        summary: `${spoken(textAt(update, 'old_status'))} → ${spoken(status)}`,
        links: linkTo('status page', page.url),
        labels: { status },
      },
    ],
  };
};
