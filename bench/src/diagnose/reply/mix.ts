import type { AlertObservation } from '@nightjar/server/change/alert';
import { stormAlerts } from '../storm-alerts.ts';

/** What fires, and when: milliseconds after the first. `alone`: it is of no storm, a page of its own. */
export type Fired = { readonly due: number; readonly alone: boolean; readonly alert: AlertObservation };

export const perSecond = 200;
const alonePerSecond = 2;
/** A hub fails in each of them, one after another: a third of the time later each. */
export const regions = ['eu-prod', 'us-prod', 'ap-prod'] as const;

/** Services that nobody needs and that need nobody. */
export const loner = (n: number): string => `loner-${String(n).padStart(3, '0')}`;
export const loners = (seconds: number): number => seconds * alonePerSecond;

export const aloneAt = (n: number): AlertObservation => {
  const service = loner(n);
  return {
    source: 'alertmanager',
    key: `alone ${n}`,
    state: 'firing',
    at: '',
    title: `BatchIsLate: ${service} has not finished`,
    severity: 'warning',
    services: [service],
    environment: regions[n % regions.length] ?? null,
    summary: null,
    links: [],
    labels: { alertname: 'BatchIsLate', namespace: service },
  };
};

/**
 * Two hundred alerts a second for so many seconds: two of them are pages of their own, of services that have nothing to do with one
 * another; the rest are three storms, each of one cause in a region of its own, which begin one after another and then rage together.
 */
export const mixOf = (seconds: number, services: number): Fired[] => {
  const all = seconds * perSecond;
  const every = perSecond / alonePerSecond;
  const storms = regions.map((region, nth) =>
    stormAlerts(all, services, 0, nth + 1)
      .map((alert) => ({ ...alert, environment: region }))
      .values(),
  );
  return Array.from({ length: all }, (_, n): Fired => {
    const due = (n * 1000) / perSecond;
    const nth = Math.floor(n / every);
    if (n % every === Math.floor(every / 2)) return { due, alone: true, alert: aloneAt(nth) };
    const raging = 1 + Math.floor((n * regions.length) / all);
    const storm = n % raging;
    const alert = storms[storm]?.next().value;
    if (alert === undefined) throw new Error('The storm is over before its time.');
    return { due, alone: false, alert };
  });
};
