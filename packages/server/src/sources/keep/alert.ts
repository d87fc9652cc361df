import type { AlertState, ReportedAlert, Severity } from '../../change/alert.ts';
import { instant } from '../../change/instant.ts';
import { entryOf, field, idAt, linkTo, listAt, textAt } from '../json.ts';

/** What is suppressed or dismissed still fires; somebody has said that they know. */
const stateOf: Readonly<Record<string, AlertState>> = {
  firing: 'firing',
  resolved: 'resolved',
  acknowledged: 'acknowledged',
  suppressed: 'acknowledged',
};

/** Keep's five, by name or by number. */
const severityOf: Readonly<Record<string, Severity>> = {
  critical: 'critical',
  high: 'error',
  warning: 'warning',
  info: 'info',
  low: 'info',
  '5': 'critical',
  '4': 'error',
  '3': 'warning',
  '2': 'info',
  '1': 'info',
};

/** `undefined` is what Keep writes where nothing was said, and its templates leave what they do not know empty or as it is. */
const said = (value: unknown, ...path: readonly string[]): string | null => {
  const text = textAt(value, ...path);
  return text === null || /^(undefined|null|none|N\/A|\{\{.*\}\})$/i.test(text) ? null : text;
};

const labelsOf = (alert: unknown): Record<string, string> => {
  const labels = field(alert, 'labels');
  const given = typeof labels === 'object' && labels !== null ? Object.entries(labels) : [];
  const plain = given.flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? [[name, String(value)] as const]
      : [],
  );
  const tools = listAt(alert, 'source').filter((it) => typeof it === 'string');
  const assignee = said(alert, 'assignee')?.split('@', 1)[0];
  return {
    ...(tools.length > 0 ? { source: tools.join(', ') } : {}),
    ...(assignee ? { assignee } : {}),
    ...Object.fromEntries(plain),
  };
};

/** An alert (docs.keephq.dev, "Webhook"; Keep's `AlertDto`), or why it is none. As in Keep, it fires where no known status says otherwise. */
export const alertIn = (alert: unknown): ReportedAlert | 'pending' | 'nameless' => {
  const name = said(alert, 'name');
  const fingerprint = said(alert, 'fingerprint') ?? name;
  if (fingerprint === null) return 'nameless';
  const status = said(alert, 'status')?.toLowerCase() ?? null;
  if (status === 'pending') return 'pending';
  const dismissed = field(alert, 'dismissed') === true;
  const state = entryOf(stateOf, status) ?? 'firing';
  const began = instant(field(alert, 'firingStartTime')) ?? instant(field(alert, 'startedAt'));
  const at =
    state === 'firing'
      ? (began ?? instant(field(alert, 'lastReceived')))
      : instant(field(alert, 'lastReceived'));
  const service = said(alert, 'service');
  const [message, description] = [said(alert, 'message'), said(alert, 'description')];
  return {
    key: fingerprint,
    state: dismissed && state === 'firing' ? 'acknowledged' : state,
    ...(at === null ? {} : { at }),
    title: name ?? fingerprint,
    severity: entryOf(severityOf, idAt(alert, 'severity')?.toLowerCase() ?? null) ?? null,
    services: service === null ? [] : [service],
    environment: said(alert, 'environment'),
    summary: [...new Set([message, description])].filter((it) => it !== null).join('\n') || null,
    links: [
      ...linkTo('alert', said(alert, 'url')),
      ...linkTo('source', said(alert, 'generatorURL')),
      ...linkTo('ticket', said(alert, 'ticket_url')),
    ],
    labels: labelsOf(alert),
  };
};
