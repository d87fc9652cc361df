import { Counter, Histogram, type Registry } from 'prom-client';

/** What is told, at /metrics. */
export type Figures = {
  /** `secondsLate`: from when the page was heard of; null where it was told before, and is only changed. */
  readonly told: (provider: string, secondsLate: number | null) => void;
  readonly failed: (provider: string, because: string) => void;
};

export const figuresAt = (metrics: Registry): Figures => {
  const told = new Counter({
    name: 'nightjar_notifications_total',
    help: 'Messages written or changed, and attempts that failed, by why.',
    labelNames: ['provider', 'outcome'],
    registers: [metrics],
  });
  const late = new Histogram({
    name: 'nightjar_notification_seconds',
    help: 'Seconds from when a page was heard of to its first message.',
    labelNames: ['provider'],
    buckets: [0.25, 0.5, 1, 2, 3, 5, 10, 30, 60, 300, 3600],
    registers: [metrics],
  });
  return {
    told: (provider, secondsLate) => {
      told.inc({ provider, outcome: secondsLate === null ? 'changed' : 'told' });
      if (secondsLate !== null) late.observe({ provider }, Math.max(0, secondsLate));
    },
    failed: (provider, because) => told.inc({ provider, outcome: because }),
  };
};
