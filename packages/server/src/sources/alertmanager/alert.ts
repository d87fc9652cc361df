import type { AlertState, ReportedAlert } from '../../change/alert.ts';
import { instant } from '../../change/instant.ts';
import { type Labels, labelsIn, toldBy } from '../../change/labels.ts';
import { field, headline, linkTo, textAt } from '../json.ts';
import { fingerprintOf } from './fingerprint.ts';

/** One alert as it stands in a notification or in a list for the API. */
export type Seen = {
  readonly fingerprint: string;
  readonly state: AlertState;
  /** When it came to stand so, by Prometheus' clock; null where it does not say. */
  readonly at: string | null;
  readonly labels: Labels;
};

/** Go's zero time stands for "not yet". */
const momentAt = (alert: unknown, name: string): string | null => {
  const at = instant(field(alert, name));
  return at === null || at.startsWith('0001-') ? null : at;
};

/**
 * An alert without labels is none. A notification says how the alert stands; for the API it is resolved once `endsAt` is past,
 * which Prometheus keeps some minutes ahead for as long as the alert fires.
 */
export const seen = (alert: unknown, receivedAt: Date): Seen | null => {
  const labels = labelsIn(field(alert, 'labels'));
  if (Object.keys(labels).length === 0) return null;
  const [startsAt, endsAt] = [momentAt(alert, 'startsAt'), momentAt(alert, 'endsAt')];
  const said = textAt(alert, 'status');
  const ended = said === null ? endsAt !== null && Date.parse(endsAt) <= receivedAt.getTime() : false;
  const state = said === 'resolved' || ended ? 'resolved' : 'firing';
  const given = textAt(alert, 'fingerprint') ?? '';
  return {
    fingerprint: /^[0-9a-f]{16}$/.test(given) ? given : fingerprintOf(labels),
    state,
    at: state === 'resolved' ? endsAt : startsAt,
    labels,
  };
};

/** `PricingErrors: 5 % of requests fail`: the name is what people look for, the summary what they have to know. */
const titleOf = (labels: Labels, annotations: Labels): string | null => {
  const name = labels['alertname'] ?? null;
  const said = headline(annotations['summary'] ?? annotations['title'] ?? null, 200);
  if (said === null) return [name, labels['instance']].filter((it) => it).join(' on ') || null;
  return name === null || said.startsWith(name) ? said : `${name}: ${said}`;
};

/** Reports an alert that was seen. `address` is the Alertmanager's own, where one sent it. */
export const reported = (alert: unknown, it: Seen, address: string | null): ReportedAlert => {
  const annotations = labelsIn(field(alert, 'annotations'));
  const title = titleOf(it.labels, annotations);
  return {
    key: it.fingerprint,
    state: it.state,
    ...(it.at === null ? {} : { at: it.at }),
    ...(title === null ? {} : { title }),
    ...toldBy(it.labels),
    summary: annotations['description'] ?? annotations['message'] ?? null,
    links: [
      ...linkTo('runbook', annotations['runbook_url'] ?? annotations['runbook'] ?? null),
      ...linkTo('dashboard', annotations['dashboard_url'] ?? annotations['dashboard'] ?? null),
      ...linkTo('query', textAt(alert, 'generatorURL')),
      ...linkTo('Alertmanager', address),
    ],
    labels: it.labels,
  };
};
