import { readSettings } from '@nightjar/kernel/config/settings';
import type { Kernel } from '@nightjar/kernel/kernel';
import { openLogger } from '@nightjar/kernel/logger';
import { app } from '@nightjar/server/app';
import { serve } from '@nightjar/server/main';
import { table } from '@nightjar/server/settings';
import { handWritten } from '../web/hand-written.ts';

// The server as it ships, in a process of its own. With BENCH_STUB_APPEND=1 the routes get a log whose append answers at
// once and records nothing: what is left is the cost of the route.
const stubbed = (kernel: Kernel): Kernel => {
  let pos = 0;
  return {
    ...kernel,
    log: {
      ...kernel.log,
      append: async ({ facts }) => {
        const firstPos = pos + 1;
        pos += facts.length;
        return { status: 'ok', firstPos, lastPos: pos, ver: 0 };
      },
    },
  };
};

const stub = process.env['BENCH_STUB_APPEND'] === '1';
// With BENCH_HAND_WRITTEN=1 it has the route that the graph is measured against.
const rivals = process.env['BENCH_HAND_WRITTEN'] === '1' ? [handWritten] : [];
const domains: typeof app.domains = (given) =>
  [...app.domains(given), ...rivals].map((it) => {
    const { routes } = it;
    if (!stub || it.name !== 'feed' || routes === undefined) return it;
    return {
      ...it,
      routes: (http: Parameters<typeof routes>[0], kernel: Kernel) => routes(http, stubbed(kernel)),
    };
  });
/** Building the pages costs seconds, which only who opens one has to spend. */
const withPages = process.env['BENCH_PAGES'] === '1';
const settings = readSettings(table, {
  ...process.env,
  NIGHTJAR_PORT: '0',
});
const serving = await serve(settings, {
  app: {
    ...app,
    domains,
    ...(withPages ? {} : { pages: () => new Promise<string>(() => {}) }),
    begin: async () => {},
  },
  logger: openLogger('error'),
  say: () => {},
});
process.send?.({ address: serving.address });
process.on('message', (message) => {
  if (message === 'memory') {
    globalThis.gc?.();
    const { rss, heapUsed } = process.memoryUsage();
    process.send?.({ rss, heap: heapUsed, peak: process.resourceUsage().maxRSS * 1024 });
  }
});
process.on('message', (message) => {
  if (message === 'cpu') process.send?.(process.cpuUsage());
});
process.on('SIGTERM', () => void serving.close().then(() => process.exit(0)));
