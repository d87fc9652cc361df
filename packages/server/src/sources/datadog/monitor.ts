import type { AlertState, Severity } from '../../change/alert.ts';
import { entryOf, headline, linkTo } from '../json.ts';
import type { Reading } from '../source.ts';
import { aboutService, messageIn, momentAt, organisationOf, said, tagsIn } from './variables.ts';

/**
 * `$ALERT_TRANSITION`: Triggered, Warn, No Data, Recovered, each but the last with Re- before it, and Renotify. Payloads from before the
 * set-up page's have it only at the head of the title: `[Triggered on {host:db-1}] …`.
 */
export const transitionOf = (body: unknown): string | null => {
  const given = said(body, 'alert_transition');
  if (given !== null) return given;
  const title = said(body, 'title') ?? '';
  return (
    /^\[((?:P\d\] *\[)?(?:re-?)?(?:triggered|warn|no data|recovered|renotify))\b/i
      .exec(title)?.[1]
      ?.replace(/^P\d\] *\[/i, '') ?? null
  );
};

const byPriority: Readonly<Record<string, Severity>> = {
  P1: 'critical',
  P2: 'error',
  P3: 'warning',
  P4: 'info',
  P5: 'info',
};

const severityOf = (body: unknown, transition: string): Severity => {
  const priority = said(body, 'alert_priority')?.toUpperCase() ?? '';
  const known = entryOf(byPriority, priority);
  if (known !== undefined) return known;
  return /warn|no data/i.test(transition) ? 'warning' : 'error';
};

/** The monitor's name without what Datadog puts before it: `[P2] [Triggered on {host:db-1}] `. */
const plainTitle = (title: string | null): string | null =>
  headline(title?.replace(/^(\s*\[[^\]]*\])+\s*/, '').trim() || null, 250);

/** One group of a monitor is one alert, whenever it fires: monitor and scope name it. */
export const monitorReading = (body: unknown, transition: string): Reading => {
  const organisation = organisationOf(body);
  const monitor = said(body, 'alert_id') ?? said(body, 'aggregation_key');
  const title = said(body, 'alert_title') ?? said(body, 'title');
  const name = plainTitle(title);
  if (monitor === null && name === null) {
    return { is: 'unread', why: 'A monitor names its $ALERT_ID or its title.' };
  }
  const scope = said(body, 'alert_scope');
  const state: AlertState = /recovered/i.test(transition) ? 'resolved' : 'firing';
  const at = momentAt(body, 'last_updated') ?? momentAt(body, 'date');
  const tags = new Map([...tagsIn(scope), ...tagsIn(said(body, 'tags'))]);
  return {
    is: 'alerts',
    alerts: [
      {
        ...aboutService(tags),
        key: [organisation, 'monitors', monitor ?? name, scope].filter((it) => it !== null).join('/'),
        state,
        ...(at === null ? {} : { at }),
        title: name ?? `Datadog monitor ${monitor}`,
        severity: state === 'resolved' ? null : severityOf(body, transition),
        summary: [said(body, 'alert_status'), messageIn(body)].filter((it) => it !== null).join('\n'),
        links: linkTo('monitor', said(body, 'link')),
        labels: {
          ...Object.fromEntries(tags),
          transition,
          ...(monitor === null ? {} : { monitor }),
          ...(scope === null ? {} : { scope }),
        },
      },
    ],
  };
};
