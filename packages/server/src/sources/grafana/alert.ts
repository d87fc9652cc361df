import type { AlertState, ReportedAlert } from '../../change/alert.ts';
import { instant } from '../../change/instant.ts';
import { type Labels, labelsIn, toldBy } from '../../change/labels.ts';
import { field, headline, idAt, linkTo, textAt } from '../json.ts';

/** One alert of a notification. */
export type Seen = {
  /** Grafana's own fingerprint of the labels, with the installation and organisation it is of. */
  readonly key: string;
  readonly state: AlertState;
  readonly at: string | null;
  readonly labels: Labels;
};

/** `play.grafana.org/1`: two installations, or two organisations of one, may give the same labels. */
const installation = (body: unknown): string => {
  const address = textAt(body, 'externalURL') ?? '';
  const host = URL.parse(address)?.host ?? '';
  return `${host}/${idAt(body, 'orgId') ?? '1'}`;
};

export const seen = (body: unknown, alert: unknown): Seen | null => {
  const fingerprint = textAt(alert, 'fingerprint');
  if (fingerprint === null) return null;
  const state = textAt(alert, 'status') === 'resolved' ? 'resolved' : 'firing';
  const at = instant(field(alert, state === 'resolved' ? 'endsAt' : 'startsAt'));
  return {
    key: `${installation(body)}/${fingerprint}`,
    state,
    at: at?.startsWith('0001-') ? null : at,
    labels: labelsIn(field(alert, 'labels')),
  };
};

/** What Grafana calls the alerts that it raises where a rule has no data or cannot be evaluated. */
const troubles: Readonly<Record<string, string>> = {
  DatasourceNoData: 'No data for',
  DatasourceError: 'Cannot evaluate',
};

const titleOf = (labels: Labels, summary: string | null): string | null => {
  const { alertname: name, rulename: rule } = labels;
  if (name === undefined) return summary;
  const trouble = Object.hasOwn(troubles, name) ? troubles[name] : undefined;
  if (trouble !== undefined && rule !== undefined) return `${trouble} ${rule}`;
  return summary === null || summary.startsWith(name) ? (summary ?? name) : `${name}: ${summary}`;
};

/** `B = 44.24, C = 1`: what made the rule say so. */
const valuesOf = (alert: unknown): string | null => {
  const values = field(alert, 'values');
  if (typeof values !== 'object' || values === null) return null;
  const told = Object.entries(values).flatMap(([name, value]) =>
    typeof value === 'number' ? [`${name} = ${Number(value.toPrecision(4))}`] : [],
  );
  return told.length === 0 ? null : told.join(', ');
};

export const reported = (body: unknown, alert: unknown, it: Seen): ReportedAlert => {
  const annotations = labelsIn(field(alert, 'annotations'));
  const title = titleOf(it.labels, headline(annotations['summary'] ?? null, 200));
  const summary = [annotations['description'] ?? null, valuesOf(alert)].filter((text) => text !== null);
  return {
    key: it.key,
    state: it.state,
    ...(it.at === null ? {} : { at: it.at }),
    ...(title === null ? {} : { title }),
    ...toldBy(it.labels),
    summary: summary.length === 0 ? null : summary.join('\n'),
    links: [
      ...linkTo('runbook', annotations['runbook_url'] ?? null),
      ...linkTo('panel', textAt(alert, 'panelURL')),
      ...linkTo('dashboard', textAt(alert, 'dashboardURL')),
      ...linkTo('rule', textAt(alert, 'generatorURL')),
      ...linkTo('silence', textAt(alert, 'silenceURL')),
      ...linkTo('picture', textAt(alert, 'imageURL')),
      ...linkTo('Grafana', textAt(body, 'externalURL')),
    ],
    labels: it.labels,
  };
};
