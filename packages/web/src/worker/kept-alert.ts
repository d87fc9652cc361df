import type { AlertGroupPage, AlertPage, AlertWithReports } from '@nightjar/sdk/wire';
import type { Kept } from './kept.ts';

/** What the strip above the feed and the list of alerts ask for (alerts/useAlerts.ts): what fires, and what is taken on. */
export const openAlertsKey = '/api/v1/alerts?state=open&limit=200';
export const alertKey = (id: string): string => `/api/v1/alerts/${encodeURIComponent(id)}`;

const one = /^\/api\/v1\/alerts\/([^/]+)$/;

/** Whether a question is for one alert, or for the group that one is part of now, and for which. */
export const alertAsked = ({ pathname, searchParams }: URL): readonly ['alert' | 'group', string] | null => {
  const id = one.exec(pathname)?.[1];
  if (id === undefined) return null;
  if (id !== 'groups') return ['alert', decodeURIComponent(id)];
  const of = searchParams.get('alert');
  return of === null ? null : ['group', of];
};

/**
 * An alert as it was last known: its own page, or the newer list of those that fired. An alert that comes back has the same id, so an
 * older page may tell of an episode that is over. What was reported of it since, or of one that nobody opened, is the server's.
 */
export const alertFromKept = (id: string, page: Kept | null, list: Kept | null): Kept | null => {
  if (list === null || (page !== null && page.at >= list.at)) return page;
  const { alerts, position, stale } = JSON.parse(list.text) as AlertPage;
  const alert = alerts.find((it) => it.id === id);
  if (alert === undefined) return page;
  const { state, at, acknowledgedAt, lastAt, title, severity, summary } = alert;
  const report = { position, recordedAt: at, title, severity, summary };
  const observations: AlertWithReports['observations'] = [
    ...(page === null ? [] : (JSON.parse(page.text) as AlertWithReports).observations),
    { ...report, state: 'firing', at },
    ...(acknowledgedAt === null ? [] : [{ ...report, state: 'acknowledged' as const, at: acknowledgedAt }]),
    { ...report, state, at: lastAt },
  ];
  const told: AlertWithReports = { ...alert, observations, position, stale };
  return { text: JSON.stringify(told), at: list.at, etag: null };
};

/** The group of an alert, and with it the diagnosis: only where it is of the episode that is told. Without the alert it is as kept. */
export const groupFromKept = (kept: Kept | null, alert: Kept | null): Kept | null => {
  if (kept === null || alert === null) return kept;
  const began = Date.parse((JSON.parse(alert.text) as AlertWithReports).at);
  const ofIt = (JSON.parse(kept.text) as AlertGroupPage).groups.every(
    ({ state, lastAt }) => Date.parse(lastAt) >= began || (state === 'open' && kept.at >= began),
  );
  return ofIt ? kept : null;
};
