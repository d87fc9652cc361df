import { Gauge, type Registry } from 'prom-client';

/** Makes gauges of what has a size, which is asked for when /metrics is. */
export const sizeGauges =
  (metrics: Registry) =>
  (name: string, help: string, size: () => number): Gauge =>
    new Gauge({
      name,
      help,
      registers: [metrics],
      collect: function () {
        this.set(size());
      },
    });
