import type { ToldAlert } from '../../evidence/told.ts';

const id = /^[A-Z0-9]{7,40}$/;

const labels = ['pagerduty_incident_id', 'pagerduty_incident'];

const inLink = (url: string): string | null => {
  const parsed = URL.parse(url);
  if (parsed === null || !/(^|\.)pagerduty\.com$/.test(parsed.hostname)) return null;
  return /^\/incidents\/([A-Z0-9]{7,40})(?:\/|$)/.exec(parsed.pathname)?.[1] ?? null;
};

/** The incident of PagerDuty that an alert is, or that it names; null where it is another's. */
export const incidentOf = (alert: ToldAlert | null): string | null => {
  if (alert === null) return null;
  // The key of our own source is `shop.pagerduty.com/Q0V1PGR0VU2`.
  const own = alert.source === 'pagerduty' ? (alert.key.split('/').at(-1) ?? '') : '';
  const named = [own, ...labels.map((name) => alert.labels[name] ?? '')].find((it) => id.test(it));
  return named ?? alert.links.map(({ url }) => inLink(url)).find((it) => it !== null) ?? null;
};
