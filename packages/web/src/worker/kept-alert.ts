import type { AlertPage, AlertWithReports } from '@nightjar/sdk/wire';
import type { Kept } from './kept.ts';

/** What the strip above the feed and the list of alerts ask for (alerts/useAlerts.ts): what fires, and what is taken on. */
export const openAlertsKey = '/api/v1/alerts?state=open&limit=200';

const one = /^\/api\/v1\/alerts\/([^/]+)$/;

/**
 * An alert that nobody opened while the server could be reached, told from the list of those that fired last: who is paged gets from
 * there to whom to call. What was reported of it besides is the server's.
 */
export const alertFromKept = ({ pathname }: URL, from: Kept | null): Kept | null => {
  const id = one.exec(pathname)?.[1];
  if (from === null || id === undefined) return null;
  const { alerts, position, stale } = JSON.parse(from.text) as AlertPage;
  const alert = alerts.find((it) => it.id === decodeURIComponent(id));
  if (alert === undefined) return null;
  const { at, title, severity, summary } = alert;
  const report = { position, recordedAt: at, state: 'firing', at, title, severity, summary } as const;
  const told: AlertWithReports = { ...alert, observations: [report], position, stale };
  return { text: JSON.stringify(told), at: from.at, etag: null };
};
