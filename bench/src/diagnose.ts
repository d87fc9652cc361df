import { openLogger } from '@nightjar/kernel/logger';
import { openKernel } from '@nightjar/kernel/open-kernel';
import { catalog } from '@nightjar/server/domains/catalog/index';
import type { Bench } from './bench.ts';
import { grow, made } from './diagnose/grow.ts';
import { measureRanking } from './diagnose/ranking.ts';
import { pageToReply } from './diagnose/reply/reply.ts';
import { storm } from './diagnose/storm.ts';
import { open } from './feed/load.ts';
import { loadApart } from './feed/load-apart.ts';
import { freshDatabase } from './fresh-database.ts';
import { load as loadGraph } from './graph/load.ts';

/** Each with 8 edges. */
const services = 5_000;

export const bench: Bench = {
  name: 'diagnose',
  what: 'diagnoses in a company of 5,000 services with 40,000 edges, some 2,000 changes within reach in six hours; size = changes in the feed',
  sizes: { full: 10_000_000, quick: 100_000 },
  targets: {
    candidatesRankingP99Ms: '<= 300',
    pageToReplyP99Ms: '<= 3000',
    stormGroups: '<= 1',
    stormCoreSeconds: '<= 60',
  },
  run: async ({ url, size, say }) => {
    await using own = await freshDatabase(url);
    const facts = await loadGraph(own.url, services);
    say(`wrote ${facts} facts about ${services} services`);
    const database = open(own.url);
    await using closing = new AsyncDisposableStack();
    closing.defer(database.close);
    const loader = new URL('./diagnose/loader.ts', import.meta.url);
    const { loadSeconds, indexSeconds } = await loadApart(database, Math.min(size, made), say, {
      loader,
      more: [String(services)],
      ...(size > made ? { grow: () => grow(database, size) } : {}),
    });
    say(`loaded ${size} changes in ${Math.round(loadSeconds)} s, indexed in ${Math.round(indexSeconds)} s`);
    const logger = openLogger('warn');
    await using kernel = await openKernel({ url: own.url, logger, domains: [catalog], graceMs: 500 });
    await kernel.start();
    const [entities] = catalog.projections ?? [];
    if (entities === undefined) throw new Error('The catalog has no model.');
    while (!(await kernel.projections.reached(entities, facts, 60_000)));
    const figures = await measureRanking(kernel, services, say);
    const rssMiB = Math.round(process.memoryUsage().rss / 2 ** 20);
    const isFull = size >= bench.sizes.full;
    const told = await pageToReply(
      url,
      { seconds: isFull ? 20 : 5, services, changes: isFull ? 50_000 : 5_000 },
      say,
    );
    const stormed = await storm(url, { alerts: isFull ? 10_000 : 2_000, services }, say);
    return { ...figures, rssMiB, ...told, ...stormed };
  },
};
