import { servicePageDocument } from '@nightjar/sdk/answers';
import { Pool } from 'undici';
import { median, percentile } from '../measure.ts';

type Wish = {
  /** Of a server that was started with `env: { BENCH_HAND_WRITTEN: '1' }`, so that it has the rival's route too. */
  readonly address: string;
  readonly token: string;
  /** The n-th of the things whose page is asked for. */
  readonly ref: (n: number) => string;
  readonly say: (line: string) => void;
  /** Pages asked one after the other, for the times; 300 where not given. */
  readonly samples?: number;
  /** Seconds of each stretch of load; there are four of each. 3 where not given. */
  readonly seconds?: number;
};

/** Requests under way at a time, while throughput is measured. */
const together = 8;

const stretches = 4;

type Page = { readonly data: { readonly entity: Readonly<Record<string, unknown>> } };

/** What both must tell alike for their times to be of the same work; the graph's answer leaves out what nobody asked for. */
const holds = (whole: unknown, part: unknown, path: string): void => {
  if (typeof part !== 'object' || part === null) {
    if (JSON.stringify(whole ?? null) !== JSON.stringify(part))
      throw new Error(
        `${path}: the hand-written route says ${JSON.stringify(whole)}, the graph ${JSON.stringify(part)}.`,
      );
    return;
  }
  // How a page ends is told in other words, and an instant of now is another each time.
  for (const [key, value] of Object.entries(part))
    if (!['pageInfo', '__typename', 'since', 'reasons', 'relations'].includes(key))
      holds((whole as Record<string, unknown> | null)?.[key], value, `${path}.${key}`);
};

/** The page of a service by the graph, beside a hand-written route that answers the same: both by HTTP, in one run. */
export const measureGraph = async (wish: Wish): Promise<Record<string, number>> => {
  const { address, token, ref, say, samples = 300, seconds = 3 } = wish;
  const pool = new Pool(address, { connections: together });
  const headers = { authorization: `Bearer ${token}` };
  const extensions = encodeURIComponent(
    JSON.stringify({ persistedQuery: { version: 1, sha256Hash: servicePageDocument.hash } }),
  );
  const paths = {
    graph: (n: number) =>
      `/graphql?extensions=${extensions}&variables=${encodeURIComponent(JSON.stringify({ ref: ref(n) }))}`,
    handWritten: (n: number) => `/bench/service-page?ref=${encodeURIComponent(ref(n))}`,
  };
  const ask = async (path: string): Promise<string> => {
    const answer = await pool.request({ path, method: 'GET', headers });
    const text = await answer.body.text();
    if (answer.statusCode !== 200 || text.includes('"errors"'))
      throw new Error(`${path}: ${answer.statusCode} ${text.slice(0, 500)}`);
    return text;
  };
  const load = async (path: (n: number) => string): Promise<number> => {
    const until = performance.now() + seconds * 1000;
    let done = 0;
    let next = 0;
    const began = performance.now();
    await Promise.all(
      Array.from({ length: together }, async () => {
        while (performance.now() < until) {
          await ask(path(next++));
          done += 1;
        }
      }),
    );
    return done / ((performance.now() - began) / 1000);
  };

  try {
    for (let n = 0; n < 5; n++) {
      const [graph, hand] = (await Promise.all([ask(paths.graph(n)), ask(paths.handWritten(n))])).map(
        (text) => JSON.parse(text) as Page,
      );
      holds(hand?.data.entity, graph?.data.entity, ref(n));
    }
    const times: Record<keyof typeof paths, number[]> = { graph: [], handWritten: [] };
    let bytes = 0;
    // In turn, so that what else the machine does slows both; the first quarter warms up and is not counted.
    for (let n = -Math.ceil(samples / 4); n < samples; n++)
      for (const way of ['graph', 'handWritten'] as const) {
        const began = performance.now();
        const text = await ask(paths[way](n + samples));
        if (n >= 0) times[way].push(performance.now() - began);
        if (way === 'graph') bytes = text.length;
      }
    const rates: Record<keyof typeof paths, number[]> = { graph: [], handWritten: [] };
    for (let n = 0; n < stretches; n++)
      for (const way of ['graph', 'handWritten'] as const) rates[way].push(await load(paths[way]));
    const [graph, hand] = [median(rates.graph), median(rates.handWritten)];
    const round = (value: number): number => Number(value.toFixed(2));
    for (const way of ['graph', 'handWritten'] as const)
      say(
        `${way.padEnd(12)} ${Math.round(median(rates[way]))}/s, p50 ${median(times[way]).toFixed(1)} ms, p99 ${percentile(times[way], 99).toFixed(1)} ms (${Math.round(bytes / 1024)} KiB)`,
      );
    return {
      graphThroughputRatio: round(graph / hand),
      graphPerSecond: Math.round(graph),
      handWrittenPerSecond: Math.round(hand),
      graphP50Ms: round(median(times.graph)),
      graphP99Ms: round(percentile(times.graph, 99)),
      handWrittenP50Ms: round(median(times.handWritten)),
      handWrittenP99Ms: round(percentile(times.handWritten, 99)),
    };
  } finally {
    await pool.close();
  }
};
