import type { Alert } from '@nightjar/sdk/wire';

/** Who took it on or ended it, where its source says. */
export const takenBy = ({ state, labels }: Pick<Alert, 'state' | 'labels'>): string | null =>
  (state === 'acknowledged'
    ? labels['acknowledged_by']
    : state === 'resolved'
      ? labels['resolved_by']
      : undefined) ?? null;

/** How it stands, in a word or two: `firing`, `taken on by ana`. */
export const stateOf = (alert: Pick<Alert, 'state' | 'labels'>): string => {
  const by = takenBy(alert);
  const word = alert.state === 'acknowledged' ? 'taken on' : alert.state;
  return by === null ? word : `${word} by ${by}`;
};

/** `checkout`, `3 services`, or who watches where it names none. */
export const aboutOf = ({ services, source }: Pick<Alert, 'services' | 'source'>): string =>
  services.length > 1 ? `${services.length} services` : (services[0] ?? source);

const ranks: Readonly<Record<NonNullable<Alert['severity']>, number>> = {
  critical: 0,
  error: 1,
  warning: 2,
  info: 3,
};

const rankOf = ({ state, severity }: Alert): number =>
  (state === 'firing' ? 0 : 10) + (severity === null ? 2 : ranks[severity]);

/** What nobody has taken on first, the worst of it before the rest, and the newest of equals. */
export const byUrgency = (alerts: readonly Alert[]): readonly Alert[] =>
  alerts.toSorted((a, b) => rankOf(a) - rankOf(b) || Date.parse(b.at) - Date.parse(a.at));

/** `3 firing`, `2 firing, 1 taken on`. */
export const countWords = (alerts: readonly Pick<Alert, 'state'>[]): string => {
  const firing = alerts.filter(({ state }) => state === 'firing').length;
  const taken = alerts.length - firing;
  return [firing === 0 ? '' : `${firing} firing`, taken === 0 ? '' : `${taken} taken on`]
    .filter((it) => it !== '')
    .join(', ');
};
