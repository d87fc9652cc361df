import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Bench } from './bench.ts';
import { freshDatabase } from './fresh-database.ts';
import { median } from './measure.ts';
import { inProcess } from './server/in-process.ts';
import { type ServerUnderTest, startServer } from './server/start.ts';

const singles = new URL('ingest/singles.ts', import.meta.url);
const lines = new URL('ingest/lines.ts', import.meta.url);
const rounds = 3;
/** What is offered in the sustained part, lines a second; the target is below it. */
const offered = 6500;

type Singles = { perSecond: number; p99: number; refused: number };
type Lines = { perSecond: number; position: number; p99: number };

const postSingles = (server: ServerUnderTest, requests: number, from: number): Promise<Singles> =>
  inProcess(singles, { address: server.address, token: server.token, connections: 64, requests, from });

/** How far the feed's read model is behind the log, sampled until told to stop. */
const watchLag = (url: string) => {
  let watching = true;
  let most = 0;
  const done = (async () => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    while (watching) {
      const { rows } = await client.query(
        `select (select coalesce(max(pos), 0) from nightjar.event) - pos as lag from nightjar.projection
         where name = 'feed.changes' and status = 'live'`,
      );
      most = Math.max(most, Number(rows[0]?.lag ?? 0));
      await sleep(100);
    }
    await client.end();
    return most;
  })();
  return {
    stop: () => {
      watching = false;
      return done;
    },
  };
};

/** Until the feed has applied the whole log; answers the seconds it took. */
const untilApplied = async (url: string): Promise<number> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const began = performance.now();
  for (;;) {
    const { rows } = await client.query(
      `select (select coalesce(max(pos), 0) from nightjar.event) <= pos as there from nightjar.projection
       where name = 'feed.changes' and status = 'live'`,
    );
    if (rows[0]?.there === true) break;
    await sleep(20);
  }
  await client.end();
  return (performance.now() - began) / 1000;
};

export const bench: Bench = {
  name: 'ingest',
  what: 'changes over HTTP beside their load generator; size = lines of NDJSON (singles: a tenth)',
  sizes: { full: 200_000, quick: 20_000 },
  targets: { singles_vs_stub: '>=0.5', ndjson_accepted_per_s: '>=20000', sustained_per_s: '>=6000' },
  run: async ({ url, size, say }) => {
    const real: number[] = [];
    const stub: number[] = [];
    let p99 = 0;
    {
      await using a = await freshDatabase(url);
      await using b = await freshDatabase(url);
      await using server = await startServer(a.url);
      await using stubbed = await startServer(b.url, { stubAppend: true });
      for (let round = 0; round <= rounds; round++) {
        const requests = size / 10;
        const one = await postSingles(server, requests, round * requests);
        await untilApplied(a.url);
        const other = await postSingles(stubbed, requests, round * requests);
        say(
          `  round ${round}: singles ${Math.round(one.perSecond)}/s (p99 ${one.p99.toFixed(1)} ms), append stubbed ${Math.round(other.perSecond)}/s`,
        );
        if (one.refused + other.refused > 0) throw new Error('Some POSTs were refused.');
        if (round === 0) continue; // warm-up
        real.push(one.perSecond);
        stub.push(other.perSecond);
        p99 = Math.max(p99, one.p99);
      }
    }
    const accepted: number[] = [];
    const drained: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      await using database = await freshDatabase(url);
      await using server = await startServer(database.url);
      const { address, token } = server;
      const ask = { address, token, lines: size, body: 5000, connections: 4, rate: 0 };
      const { perSecond } = await inProcess<Lines>(lines, ask);
      const behind = await untilApplied(database.url);
      say(
        `  round ${round}: NDJSON ${Math.round(perSecond)} lines/s accepted, the feed ${behind.toFixed(1)} s behind`,
      );
      if (round === 0) continue;
      accepted.push(perSecond);
      drained.push(size / (size / perSecond + behind));
    }
    await using database = await freshDatabase(url);
    await using server = await startServer(database.url);
    const { address, token } = server;
    const watch = watchLag(database.url);
    const sustained = await inProcess<Lines>(lines, {
      address,
      token,
      lines: size,
      body: 500,
      connections: 4,
      rate: offered,
    });
    const behind = await untilApplied(database.url);
    const lag = await watch.stop();
    say(
      `  sustained: ${offered} lines/s offered for ${Math.round(size / offered)} s, ${Math.round(sustained.perSecond)}/s taken, at most ${lag} behind, ${behind.toFixed(2)} s to the end`,
    );
    return {
      singles_per_s: median(real),
      singles_p99_ms: p99,
      singles_stubbed_per_s: median(stub),
      singles_vs_stub: median(real.map((value, i) => value / (stub[i] ?? Number.NaN))),
      ndjson_accepted_per_s: median(accepted),
      ndjson_to_the_feed_per_s: median(drained),
      sustained_per_s: size / (size / sustained.perSecond + behind),
      sustained_lag_max_facts: lag,
      sustained_request_p99_ms: sustained.p99,
    };
  },
};
