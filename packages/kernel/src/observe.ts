import { Gauge, type Registry } from 'prom-client';
import type { Kernel } from './kernel.ts';
import { headOf } from './log/read.ts';

/** The kernel's own figures at /metrics, read when they are asked for. */
export const observe = (
  metrics: Registry,
  { database, projections, reactions }: Pick<Kernel, 'database' | 'projections' | 'reactions'>,
): void => {
  new Gauge({
    name: 'nightjar_log_head',
    help: 'Position of the newest fact.',
    registers: [metrics],
    collect: async function () {
      this.set(await headOf(database));
    },
  });
  new Gauge({
    name: 'nightjar_projection_lag',
    help: 'Facts in the log that a read model has not applied.',
    labelNames: ['name', 'status'],
    registers: [metrics],
    collect: async function () {
      this.reset();
      for (const { name, status, lag } of await projections.status()) this.set({ name, status }, lag);
    },
  });
  new Gauge({
    name: 'nightjar_projection_parked_streams',
    help: 'Streams set aside because a fact of theirs could not be applied; anything above 0 wants a person.',
    labelNames: ['name'],
    registers: [metrics],
    collect: async function () {
      this.reset();
      for (const { name, parkedStreams } of await projections.status()) this.set({ name }, parkedStreams);
    },
  });
  new Gauge({
    name: 'nightjar_reaction_lag',
    help: 'Facts in the log that a reaction has not heard.',
    labelNames: ['name', 'status'],
    registers: [metrics],
    collect: async function () {
      this.reset();
      for (const { name, status, lag } of await reactions.status()) this.set({ name, status }, lag);
    },
  });
};
