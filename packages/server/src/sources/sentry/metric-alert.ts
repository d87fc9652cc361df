import type { AlertState, Severity } from '../../change/alert.ts';
import { instant } from '../../change/instant.ts';
import { entryOf, field, headline, idAt, linkTo, listAt, textAt } from '../json.ts';
import type { Reading } from '../source.ts';
import { placeOf } from './place.ts';

type Standing = { readonly state: AlertState; readonly severity: Severity | null };

const standingOf: Readonly<Record<string, Standing>> = {
  critical: { state: 'firing', severity: 'critical' },
  warning: { state: 'firing', severity: 'warning' },
  resolved: { state: 'resolved', severity: null },
};

/** A rule about a metric: each time it fires Sentry opens another incident, so the rule names the alert. */
export const metricAlert = (body: unknown, data: unknown): Reading => {
  const action = textAt(body, 'action') ?? '(none)';
  const standing = entryOf(standingOf, action);
  if (standing === undefined)
    return { is: 'ignored', why: `The action ${action.slice(0, 50)} is not known.` };
  const alert = field(data, 'metric_alert');
  const rule = field(alert, 'alert_rule');
  const id = idAt(rule, 'id');
  if (id === null) return { is: 'unread', why: 'A metric alert names its rule.' };
  const url = textAt(data, 'web_url');
  const organisation = idAt(alert, 'organization_id') ?? idAt(rule, 'organization_id');
  const projects = [...listAt(alert, 'projects'), ...listAt(rule, 'projects')].filter(
    (it) => typeof it === 'string',
  );
  const at = instant(field(alert, standing.state === 'resolved' ? 'date_closed' : 'date_started'));
  return {
    is: 'alerts',
    alerts: [
      {
        key: `${placeOf(url)}/${organisation === null ? '' : `organisations/${organisation}/`}alert-rules/${id}`,
        ...standing,
        ...(at === null ? {} : { at }),
        title:
          headline(textAt(rule, 'name'), 200) ??
          headline(textAt(alert, 'title'), 200) ??
          `Sentry alert rule ${id}`,
        services: [...new Set(projects)],
        hints: [...new Set(projects)].map((value) => ({ join: 'sentry', value })),
        environment: textAt(rule, 'environment') ?? textAt(alert, 'environment'),
        summary: textAt(data, 'description_text')?.replaceAll('\\n', '\n') ?? null,
        links: linkTo('alert', url),
        labels: Object.fromEntries(
          [
            ['rule', id],
            ['query', textAt(rule, 'query')],
            ['aggregate', textAt(rule, 'aggregate')],
          ].filter((it): it is [string, string] => it[1] !== null),
        ),
      },
    ],
  };
};
