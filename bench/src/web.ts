import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Bench } from './bench.ts';
import { generated, random } from './catalog/generated.ts';
import { importAll, open, settled } from './catalog/load.ts';
import { freshDatabase } from './fresh-database.ts';
import { median, percentile } from './measure.ts';
import { startServer } from './server/start.ts';
import { openCold } from './web/cold.ts';
import { measureGraph } from './web/graphql.ts';
import { interact } from './web/interaction.ts';
import { aboutAnother, asking, asksOf } from './web/page-asks.ts';
import { loadLines, scrollLines } from './web/scroll.ts';
import { sendChanges } from './web/send.ts';
import { openChromium, pagesReady, visitor } from './web/visitor.ts';

const coldLoads = 5;
const samples = 300;
const phone = { width: 360, height: 780 };
const mostLines = 100_000;

const round = (value: number): number => Number(value.toFixed(2));

export const bench: Bench = {
  name: 'web',
  what: 'the pages in Chromium with a processor four times slower: the feed opened cold, used while 50 changes/s arrive, and scrolled; the page of a service, and GraphQL; size = entities of the catalog, and lines of the feed up to 100,000',
  sizes: { full: 250_000, quick: 2_000 },
  targets: {
    lcpMs: '<=1500',
    cls: '<=0.02',
    clsPhone: '<=0.02',
    inpMs: '<=100',
    feedJsKb: '<=170',
    scrollFps: '>=50',
    domNodes: '<=3000',
    servicePageQueries: '<=1',
    servicePageServerMs: '<=150',
    graphqlRatio: '>=0.5',
  },
  run: async ({ url, size, say }) => {
    await using own = await freshDatabase(url);
    await using server = await startServer(own.url, { env: { BENCH_PAGES: '1', BENCH_HAND_WRITTEN: '1' } });
    const company = generated(size);
    const client = open(server);
    const taken = await importAll(client, company.all(), { edition: () => 1 });
    await client.close();
    const database = new pg.Client({ connectionString: own.url });
    await database.connect();
    const stand = await settled(database);
    await database.end();
    say(
      `  ${stand.entities} entities and ${stand.relations} relations stand (${Math.round(taken.perSecond)}/s)`,
    );
    const lines = Math.min(size, mostLines);
    await sendChanges(server, lines);
    say(`  ${lines} changes are in the feed`);

    await using stack = new AsyncDisposableStack();
    await pagesReady(server);
    const browser = await openChromium();
    stack.defer(() => browser.close());

    const figures: Record<string, number> = {};
    const service = (n: number): string => company.names.service(random(n, 1) % company.count.service);
    const [name] = [service(0)];
    const page = { path: `/catalog/service/${name}`, shows: '.entity h1' };
    const asks = await asksOf(browser, server, page);
    for (const { method, path } of asks) say(`  the page of a service asks ${method} ${path.slice(0, 120)}`);
    {
      await using times = asking(server);
      const ms: number[] = [];
      // The first tenth warms the caches and is not counted.
      for (let n = -samples / 10; n < samples; n++) {
        const took = await times.msOf(asks.map((ask) => aboutAnother(ask, name, service(n + samples))));
        if (n >= 0) ms.push(took);
      }
      say(`  the server takes ${median(ms).toFixed(1)} ms for that, p99 ${percentile(ms, 99).toFixed(1)} ms`);
      figures['servicePageServerMs'] = round(percentile(ms, 99));
    }
    figures['servicePageQueries'] = asks.length;
    const graph = await measureGraph({
      address: server.address,
      token: server.token,
      ref: (n) => `service:default/${service(n)}`,
      say: (line) => say(`  ${line}`),
    });
    figures['graphqlRatio'] = graph['graphThroughputRatio'] ?? Number.NaN;

    // What the loading has left to do is not in the figures of the browser.
    await sleep(2_000);
    const cold = [];
    for (let n = 0; n < coldLoads; n++) {
      const one = await openCold(browser, server);
      say(
        `  cold: FCP ${Math.round(one.fcpMs)} ms, LCP ${Math.round(one.lcpMs)} ms (${one.largest}), CLS ${one.cls.toFixed(4)} ${one.moved}, ${one.scriptKiB.toFixed(1)} KiB of scripts, ${one.requests} requests`,
      );
      cold.push(one);
    }
    figures['lcpMs'] = Math.round(median(cold.map(({ lcpMs }) => lcpMs)));
    figures['fcpMs'] = Math.round(median(cold.map(({ fcpMs }) => fcpMs)));
    figures['cls'] = median(cold.map(({ cls }) => cls));
    figures['feedJsKb'] = round((median(cold.map(({ scriptKiB }) => scriptKiB)) * 1024) / 1000);

    const onPhone = [];
    for (let n = 0; n < coldLoads; n++) {
      const { cls, moved } = await openCold(browser, server, { viewport: phone });
      say(`  cold, on a phone: CLS ${cls.toFixed(4)} ${moved}`);
      onPhone.push(cls);
    }
    figures['clsPhone'] = median(onPhone);

    const context = await visitor(browser, server);
    stack.defer(() => context.close());
    const reader = await context.newPage();
    const used = await interact(reader, server);
    say(
      `  used while ${used.perSecond.toFixed(0)} changes/s arrived: ${used.interactions} interactions, the slowest ${used.slowestMs} ms (${used.slowest})`,
    );
    figures['inpMs'] = used.inpMs;
    figures['slowestInteractionMs'] = used.slowestMs;
    figures['changesPerSecond'] = round(used.perSecond);

    await reader.goto('/?all=1');
    await reader.locator('.row[data-change]').first().waitFor();
    const held = await loadLines(reader, lines, (line) => say(`  ${line}`));
    const scrolled = await scrollLines(reader);
    say(
      `  scrolled past ${scrolled.lines} of ${held} lines: p95 ${scrolled.frameP95Ms.toFixed(1)} ms a frame, the longest ${scrolled.longestFrameMs.toFixed(0)} ms, ${scrolled.longFrames} over 50 ms, the worst second ${scrolled.worstSecond} frames; ${scrolled.taskMsAFrame.toFixed(1)} ms of the processor a frame`,
    );
    figures['linesHeld'] = held;
    figures['scrollFps'] = round(scrolled.framesPerSecond);
    figures['domNodes'] = scrolled.elements;
    return figures;
  },
};
