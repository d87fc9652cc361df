import { listAt } from '../json.ts';
import type { Part } from '../source.ts';
import { seen } from './alert.ts';

/** A notification's alerts, one by one: Grafana repeats a group every few hours, and whenever one more alert joins it. */
export const partsOf = (value: unknown, receivedAt: Date): Part[] => {
  const parts = new Map<string, Part>();
  for (const alert of listAt(value, 'alerts')) {
    const it = seen(value, alert);
    if (it === null) return [];
    const delivery = `${it.key} ${it.state} ${it.at ?? receivedAt.toISOString()}`;
    if (delivery.length > 200) return [];
    parts.set(delivery, { delivery, event: it.state, value: { ...(value as object), alerts: [alert] } });
  }
  return [...parts.values()];
};
