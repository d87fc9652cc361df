import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import type { Bench } from './bench.ts';
import { freshDatabase } from './fresh-database.ts';
import { serviceRef } from './graph/generated.ts';
import { load } from './graph/load.ts';
import { startServer } from './server/start.ts';
import { measureGraph } from './web/graphql.ts';

/** Things whose pages are asked for, and changes of each: two pages of its feed. */
const asked = 200;
const changesEach = 40;

export const bench: Bench = {
  name: 'graphql',
  what: 'the page of a service by one question to /graphql, beside a hand-written route with the same answer; size = services with 8 edges each',
  sizes: { full: 5_000, quick: 300 },
  targets: { graphThroughputRatio: '>= 0.5', graphP99Ms: '<= 150' },
  run: async ({ url, size, say }) => {
    await using own = await freshDatabase(url);
    const facts = await load(own.url, size);
    await using server = await startServer(own.url, { env: { BENCH_HAND_WRITTEN: '1' } });
    const headers = { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' };
    const reports = Array.from({ length: asked * changesEach }, (_, n) => ({
      source: 'bench',
      key: `change-${n}`,
      kind: n % 5 === 0 ? 'flag' : 'deploy',
      phase: n % 7 === 0 ? 'failed' : 'finished',
      at: new Date(Date.now() - n * 20_000).toISOString(),
      title: `Deploy service ${n % asked} v${n}`,
      services: [`service-${String(n % asked).padStart(6, '0')}`],
      environment: 'prod',
      actor: { name: `person-${n % 30}`, kind: 'human' },
      version: `v${n}`,
      links: [{ label: 'pipeline', url: `https://ci.example.com/${n}` }],
      tags: { team: `team-${n % 100}`, region: 'eu' },
    }));
    const sent = await request(`${server.address}/api/v1/changes`, {
      method: 'POST',
      headers,
      body: JSON.stringify(reports),
    });
    const { position } = (await sent.body.json()) as { position: number };
    const ready = `${server.address}/api/v1/catalog/entities/${encodeURIComponent(serviceRef(0))}?min_pos=${position}`;
    for (let tries = 0; ; tries++) {
      const { statusCode, body } = await request(ready, { headers });
      const answer = (await body.json()) as { stale?: boolean };
      if (statusCode === 200 && answer.stale === false) break;
      if (tries > 600) throw new Error(`The models have not come to ${position}.`);
      await sleep(500);
    }
    say(`wrote ${facts} facts and ${reports.length} changes`);
    const before = (await server.memory()).rss;
    const figures = await measureGraph({
      address: server.address,
      token: server.token,
      ref: (n) => serviceRef(n % asked),
      say,
    });
    const { rss } = await server.memory();
    return { ...figures, rssMiB: Math.round(rss / 2 ** 20), grownMiB: Math.round((rss - before) / 2 ** 20) };
  },
};
