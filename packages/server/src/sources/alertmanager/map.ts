import { listAt, textAt } from '../json.ts';
import type { Delivery, Reading } from '../source.ts';
import { reported, seen } from './alert.ts';

/** Alerts that fire as long as all is well, to prove that alerts arrive (kube-prometheus and those who learned from it). */
const proofsOfLife = new Set(['Watchdog', 'DeadMansSwitch', 'InfoInhibitor']);

/** Reads a notification of Alertmanager (`{ version: "4", alerts: […] }`) or a list of alerts as Prometheus posts it. */
export const map = ({ body, receivedAt }: Delivery): Reading => {
  const isList = Array.isArray(body);
  const given = isList ? (body as readonly unknown[]) : listAt(body, 'alerts');
  if (given.length === 0)
    return isList
      ? { is: 'ignored', why: 'The list holds no alert.' }
      : { is: 'unread', why: 'It has no list of alerts: is its payload made by a template?' };
  const address = isList ? null : textAt(body, 'externalURL');
  const known = given.flatMap((alert) => {
    const it = seen(alert, receivedAt);
    return it === null ? [] : [{ alert, it }];
  });
  if (known.length === 0) return { is: 'unread', why: 'No alert in it has labels.' };
  const alerts = known
    .filter(({ it }) => !proofsOfLife.has(it.labels['alertname'] ?? ''))
    .map(({ alert, it }) => reported(alert, it, address));
  return alerts.length === 0
    ? { is: 'ignored', why: 'It always fires, to show that alerts arrive.' }
    : { is: 'alerts', alerts };
};
