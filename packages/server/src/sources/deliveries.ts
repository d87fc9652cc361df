import { Counter, type Registry } from 'prom-client';
import type { Verdict } from './source.ts';

type DeliveryOutcome =
  | 'recorded'
  | 'duplicate'
  | 'ignored'
  | 'unread'
  | 'parked'
  | 'held-back'
  | 'mismatch'
  | 'unreadable'
  | 'no-secret'
  | Exclude<Verdict, 'genuine'>;

/** Counts what arrives. Of what is refused for its signature, this number is all that is kept. */
export type Deliveries = (source: string, outcome: DeliveryOutcome) => void;

export const countDeliveries = (metrics: Registry): Deliveries => {
  const counter = new Counter({
    name: 'nightjar_deliveries_total',
    help: 'Deliveries of senders, by what became of them.',
    labelNames: ['source', 'outcome'],
    registers: [metrics],
  });
  return (source, outcome) => counter.inc({ source, outcome });
};
