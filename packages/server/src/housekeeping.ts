import { type Domain, domain } from '@nightjar/kernel/domain';
import type { Kernel } from '@nightjar/kernel/kernel';
import { retain } from '@nightjar/kernel/log/retention';
import { forgetCalls } from './domains/catalog/calls/retention.ts';
import { forgetSignals } from './domains/signals/retention.ts';
import type { Settings } from './settings.ts';

const topic = 'housekeeping.retention';
const hourMs = 3_600_000;

/** One task an hour over all processes: the hour is its unique key. */
const next = (kernel: Kernel, inHours: number) => {
  const hour = Math.floor(kernel.clock.now().getTime() / hourMs) + inHours;
  return kernel.tasks.enqueue([{ topic, unique: String(hour), runAt: new Date(hour * hourMs), org: 1 }]);
};

/** Forgets payloads, idempotency keys, calls of a minute and measurements when their days are over. Facts stay. */
export const housekeeping = (settings: Settings): Domain =>
  domain({
    name: 'housekeeping',
    topics: (kernel) => [
      {
        name: topic,
        maxRunning: 1,
        run: async () => {
          await next(kernel, 1);
          const gone = await retain(kernel.database, {
            rawDays: settings.rawRetention,
            keyDays: settings.keyRetention,
          });
          const calls = await forgetCalls(kernel.database, settings.callRetention);
          const signals = await forgetSignals(kernel.database, settings.signalRetention);
          if (gone.raw + gone.keys + calls + signals > 0)
            kernel.logger.info({ ...gone, calls, signals }, 'forgot what was kept long enough');
        },
      },
    ],
  });

/** Begins the round; each task then asks for the one after it. */
export const beginHousekeeping = (kernel: Kernel): Promise<unknown> => next(kernel, 0);
