import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Bench } from './bench.ts';
import { freshDatabase } from './fresh-database.ts';
import { type Encoding, spansAPair } from './otlp/bodies.ts';
import { inProcess } from './server/in-process.ts';
import { type ServerUnderTest, startServer } from './server/start.ts';

const send = new URL('otlp/send.ts', import.meta.url);
const mib = 2 ** 20;

type Sent = { seconds: number; spans: number; calls: number; putOff: number; bytesASpan: number };

/** Until so many calls are in the table; answers what there are when they no longer grow. */
const untilWritten = async (client: pg.Client, calls: number): Promise<number> => {
  let before = -1;
  for (let still = 0; still < 40; ) {
    const { rows } = await client.query('select coalesce(sum(count), 0)::float8 as n from nightjar.call');
    const n = Number(rows[0]?.n);
    if (n >= calls) return n;
    still = n === before ? still + 1 : 0;
    before = n;
    await sleep(250);
  }
  return before;
};

/** Spans a second of wall time, and a second of the server's CPU (all its threads, from the first byte to the last row). */
const measured = async (
  server: ServerUnderTest,
  client: pg.Client,
  encoding: Encoding,
  { pairs, from, already }: { pairs: number; from: number; already: number },
) => {
  const cpu = await server.cpu();
  const { address, token } = server;
  const sent = await inProcess<Sent>(send, { address, token, encoding, pairs, from });
  const written = await untilWritten(client, already + sent.calls);
  const cpuSeconds = (await server.cpu()) - cpu;
  return {
    written,
    lost: already + sent.calls - written,
    calls: sent.calls,
    putOff: sent.putOff,
    bytesASpan: sent.bytesASpan,
    perSecond: sent.spans / sent.seconds,
    perCore: sent.spans / cpuSeconds,
  };
};

export const bench: Bench = {
  name: 'otlp',
  what: 'spans of OpenTelemetry into the table of edges, half of the calls joined across requests; size = spans in each encoding',
  sizes: { full: 2_000_000, quick: 100_000 },
  targets: {
    protobuf_spans_per_core_s: '>=20000',
    json_spans_per_core_s: '>=20000',
    calls_lost: '=0',
    memory_max_mib: '<=512',
    put_off_with_429: '>=1',
    calls_lost_when_blocked: '=0',
  },
  run: async ({ url, size, say }) => {
    await using database = await freshDatabase(url);
    await using server = await startServer(database.url);
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await using _ = { [Symbol.asyncDispose]: () => client.end() };
    const pairs = Math.ceil(size / spansAPair);
    const warm = Math.min(pairs, Math.ceil(40_000 / spansAPair));
    let from = 0;
    let already = 0;
    const round = async (encoding: Encoding, count: number) => {
      const result = await measured(server, client, encoding, { pairs: count, from, already });
      from += count;
      already = result.written;
      return result;
    };
    await round('protobuf', warm);
    await round('json', warm);
    const before = await server.memory();
    const protobuf = await round('protobuf', pairs);
    const after = await server.memory();
    const json = await round('json', pairs);
    const end = await server.memory();
    for (const [name, it] of Object.entries({ protobuf, json }))
      say(
        `  ${name}: ${Math.round(it.perCore)} spans/s of CPU, ${Math.round(it.perSecond)}/s of wall beside the generator, ${Math.round(it.bytesASpan)} bytes a span, ${it.calls} calls, ${it.lost} lost`,
      );
    say(
      `  memory: ${Math.round(before.rss / mib)} MiB before, ${Math.round(after.rss / mib)} after protobuf, ${Math.round(end.rss / mib)} after JSON (heap in use: ${Math.round(before.heap / mib)}, ${Math.round(after.heap / mib)}, ${Math.round(end.heap / mib)})`,
    );

    const blocker = new pg.Client({ connectionString: database.url });
    await blocker.connect();
    await blocker.query('begin; lock table nightjar.call in access exclusive mode');
    const { address, token } = server;
    const ask = { address, token, encoding: 'protobuf', pairs: 0, from, untilPutOff: 3 };
    const blocked = await inProcess<Sent>(send, ask);
    const whileBlocked = await server.memory();
    await blocker.query('rollback');
    await blocker.end();
    const written = await untilWritten(client, already + blocked.calls);
    say(
      `  with the table locked: ${blocked.calls} calls taken in ${blocked.seconds.toFixed(1)} s, then ${blocked.putOff} × 429; ${Math.round(whileBlocked.rss / mib)} MiB; ${written - already} written once it was free`,
    );
    return {
      protobuf_spans_per_core_s: protobuf.perCore,
      json_spans_per_core_s: json.perCore,
      protobuf_spans_per_s: protobuf.perSecond,
      json_spans_per_s: json.perSecond,
      calls_lost: protobuf.lost + json.lost,
      memory_before_mib: before.rss / mib,
      memory_after_mib: end.rss / mib,
      memory_max_mib: whileBlocked.peak / mib,
      put_off_with_429: blocked.putOff,
      calls_lost_when_blocked: already + blocked.calls - written,
    };
  },
};
