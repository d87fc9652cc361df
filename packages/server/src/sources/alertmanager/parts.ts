import { listAt } from '../json.ts';
import type { Part } from '../source.ts';
import { seen } from './alert.ts';

/**
 * A body's alerts, one by one. Prometheus sends each that fires again every minute with a later `endsAt`, and Alertmanager every
 * few hours together with whatever fires besides: an alert that stands as it stood, since when it stood so, is nothing new.
 */
export const partsOf = (value: unknown, receivedAt: Date): Part[] => {
  const way = Array.isArray(value) ? 'api' : 'webhook';
  const alerts = Array.isArray(value) ? (value as readonly unknown[]) : listAt(value, 'alerts');
  const ids = new Map<string, Part>();
  for (const alert of alerts) {
    const it = seen(alert, receivedAt);
    if (it === null) return [];
    const since = it.at ?? receivedAt.toISOString();
    const delivery = `${way} ${it.fingerprint} ${it.state} ${since}`;
    // What Prometheus sends itself gets its fingerprint here, before a label called `secret` is redacted.
    const named = { ...(alert as object), fingerprint: it.fingerprint };
    const alone = way === 'api' ? [named] : { ...(value as object), alerts: [named] };
    ids.set(delivery, { delivery, event: it.state, value: alone });
  }
  return [...ids.values()];
};
