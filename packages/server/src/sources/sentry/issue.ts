import type { AlertState, Severity } from '../../change/alert.ts';
import { instant } from '../../change/instant.ts';
import { entryOf, field, headline, idAt, linkTo, listAt, textAt } from '../json.ts';
import type { Reading } from '../source.ts';
import { aboutProject, placeOf, projectIn, tagIn } from './place.ts';

const severityOf: Readonly<Record<string, Severity>> = {
  fatal: 'critical',
  error: 'error',
  warning: 'warning',
  info: 'info',
  debug: 'info',
};

const severity = (level: string | null): Severity | null => entryOf(severityOf, level) ?? null;

/** The issue names the alert, so that its resolution ends what an alert rule began. */
const keyOf = (place: string, issue: string): string => `${place}/issues/${issue}`;

const labelled = (labels: Readonly<Record<string, string | null>>): Record<string, string> =>
  Object.fromEntries(Object.entries(labels).filter((it): it is [string, string] => it[1] !== null));

/** An alert rule about issues was triggered: `data.event` is the event that did it. */
export const eventAlert = (_: unknown, data: unknown): Reading => {
  const event = field(data, 'event');
  const issueUrl = textAt(event, 'issue_url');
  const issue = idAt(event, 'issue_id') ?? /\/issues\/(\d+)/.exec(issueUrl ?? '')?.[1] ?? null;
  if (issue === null) return { is: 'unread', why: 'An issue alert names the issue of its event.' };
  const url = textAt(event, 'web_url');
  const rule = textAt(data, 'triggered_rule');
  const tags = listAt(event, 'tags');
  const at = instant(field(event, 'datetime'));
  const project = textAt(event, 'project_slug') ?? projectIn(textAt(event, 'url'), issueUrl);
  return {
    is: 'alerts',
    alerts: [
      {
        ...aboutProject(project),
        key: keyOf(placeOf(issueUrl, url), issue),
        state: 'firing',
        ...(at === null ? {} : { at }),
        title: headline(textAt(event, 'title'), 200) ?? `Sentry issue ${issue}`,
        severity: severity(textAt(event, 'level') ?? tagIn(tags, 'level')),
        environment: textAt(event, 'environment') ?? tagIn(tags, 'environment'),
        summary: [
          rule === null ? null : `Alert rule: ${rule}`,
          headline(textAt(event, 'culprit'), 300),
          headline(textAt(event, 'message'), 300),
        ]
          .filter((it) => it !== null)
          .join('\n'),
        links: linkTo('issue', url),
        labels: labelled({
          issue,
          rule,
          project,
          release: textAt(event, 'release') ?? tagIn(tags, 'release'),
          platform: textAt(event, 'platform'),
        }),
      },
    ],
  };
};

/** Archived (`ignored` on older servers) means that somebody has seen it: it still happens. */
const stateOf: Readonly<Record<string, AlertState>> = {
  created: 'firing',
  unresolved: 'firing',
  triggered: 'firing',
  assigned: 'acknowledged',
  archived: 'acknowledged',
  ignored: 'acknowledged',
  resolved: 'resolved',
};

/** An issue was found, came back, was taken on, put aside or resolved. */
export const issueChange = (body: unknown, data: unknown): Reading => {
  const action = textAt(body, 'action') ?? '(none)';
  const state = entryOf(stateOf, action);
  if (state === undefined) return { is: 'ignored', why: `The action ${action.slice(0, 50)} is not known.` };
  const issue = field(data, 'issue');
  const id = idAt(issue, 'id');
  if (id === null) return { is: 'unread', why: 'A webhook about an issue names its id.' };
  const url = textAt(issue, 'web_url') ?? textAt(issue, 'permalink');
  const project = textAt(issue, 'project', 'slug');
  const found = action === 'created' ? instant(field(issue, 'firstSeen')) : null;
  return {
    is: 'alerts',
    alerts: [
      {
        ...aboutProject(project),
        key: keyOf(placeOf(textAt(issue, 'url'), url), id),
        state,
        ...(found === null ? {} : { at: found }),
        title: headline(textAt(issue, 'title'), 200) ?? `Sentry issue ${id}`,
        severity: severity(textAt(issue, 'level')),
        summary: headline(textAt(issue, 'culprit'), 300),
        links: linkTo('issue', url),
        labels: labelled({
          issue: id,
          name: textAt(issue, 'shortId'),
          project,
          substatus: textAt(issue, 'substatus'),
          platform: textAt(issue, 'platform'),
        }),
      },
    ],
  };
};
