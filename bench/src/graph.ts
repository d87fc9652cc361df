import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'undici';
import type { Bench } from './bench.ts';
import { freshDatabase } from './fresh-database.ts';
import { chain, hub, serviceRef } from './graph/generated.ts';
import { load } from './graph/load.ts';
import { median, milliseconds, percentile } from './measure.ts';
import { startServer } from './server/start.ts';

const samples = 400;

/** The n-th of the services that are asked for: all over the company, none twice in a row. */
const asked = (n: number, size: number): string => serviceRef((n * 7919 + 13) % size);

export const bench: Bench = {
  name: 'graph',
  what: 'questions about dependencies over HTTP, as many nodes as a server answers unasked (1,000); size = services with 8 edges each',
  sizes: { full: 5_000, quick: 300 },
  targets: { calleesDepth3P99Ms: '<= 20', breaksP99Ms: '<= 50' },
  run: async ({ url, size, say }) => {
    await using own = await freshDatabase(url);
    const began = performance.now();
    const facts = await load(own.url, size);
    say(`wrote ${facts} facts in ${Math.round((performance.now() - began) / 1000)} s`);
    await using server = await startServer(own.url);
    const client = new Client(server.address);
    await using closing = new AsyncDisposableStack();
    closing.defer(() => client.destroy());
    const headers = { authorization: `Bearer ${server.token}` };

    const ask = async (path: string): Promise<{ status: number; text: string }> => {
      const answer = await client.request({ path: `/api/v1/catalog/${path}`, method: 'GET', headers });
      return { status: answer.statusCode, text: await answer.body.text() };
    };
    // The model is built while the server already answers.
    const built = performance.now();
    for (let last = 0; last !== 200; await sleep(last === 200 ? 0 : 200)) {
      const { status } = await ask(`graph?of=${chain[20]}&depth=0&min_pos=${facts}`);
      last = status;
      if (performance.now() - built > 600_000) throw new Error(`The server is not ready: ${status}.`);
    }
    const first = await milliseconds(() => ask(`graph?of=${hub}&depth=0`));
    say(`the model stood after ${Math.round((performance.now() - built) / 1000)} s`);

    const figures: Record<string, number> = {};
    const measured = async (figure: string, name: string, path: (n: number) => string, count = samples) => {
      const times: number[] = [];
      const nodes: number[] = [];
      const bytes: number[] = [];
      // The first quarter warms the server up and is not counted.
      for (let n = -Math.ceil(count / 4); n < count; n++) {
        const began = performance.now();
        const { status, text } = await ask(path(n + count));
        const ms = performance.now() - began;
        if (status !== 200) throw new Error(`${path(n + count)}: ${status} ${text}`);
        if (n < 0) continue;
        times.push(ms);
        bytes.push(text.length);
        const answer = JSON.parse(text);
        nodes.push((answer.nodes ?? answer.breaks ?? answer.paths ?? answer.cycles).length);
      }
      figures[`${figure}P50Ms`] = Number(median(times).toFixed(1));
      figures[`${figure}P99Ms`] = Number(percentile(times, 99).toFixed(1));
      const [p50, p99] = [median(times), percentile(times, 99)].map((ms) => ms.toFixed(1).padStart(7));
      const answers = `${median(nodes)} in the answer, ${Math.round(median(bytes) / 1024)} KiB`;
      say(`${name.padEnd(40)} p50 ${p50} ms  p99 ${p99} ms  (${answers})`);
    };

    await measured(
      'calleesDepth3',
      'callees to depth 3',
      (n) => `graph?of=${asked(n, size)}&direction=callees&depth=3`,
    );
    await measured('breaks', 'what breaks if', (n) => `impact?of=${asked(n, size)}`);
    await measured('hubCallers', 'callers of the hub', () => `graph?of=${hub}&direction=callers&depth=1`, 50);
    await measured('hubBreaks', 'what breaks if the hub does', () => `impact?of=${hub}`, 50);
    await measured(
      'chain',
      'callees of a chain, 20 deep',
      () => `graph?of=${chain[0]}&direction=callees&depth=20`,
    );
    await measured(
      'paths',
      'paths from one to another',
      (n) => `paths?from=${asked(n, size)}&to=${asked(n + 1, size)}`,
      50,
    );
    await measured('cycles', 'cycles', () => 'cycles', 10);
    await measured(
      'pastCallees',
      'callees to depth 3 a while ago',
      (n) => `graph?of=${asked(n, size)}&direction=callees&depth=3&at=2026-06-01T00:00:00Z`,
      50,
    );
    await measured(
      'pastBreaks',
      'what broke a while ago',
      (n) => `impact?of=${asked(n, size)}&at=2026-06-01T00:00:00Z`,
      20,
    );
    const { rss } = await server.memory();
    return { ...figures, firstMs: Math.round(first), rssMiB: Math.round(rss / 2 ** 20) };
  },
};
