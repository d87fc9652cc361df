import type { Right } from '@nightjar/kernel/caller';
import { type Clock, systemClock } from '@nightjar/kernel/clock';
import { openKernel } from '@nightjar/kernel/open-kernel';
import { capturedLog } from '@nightjar/kernel/testing/captured-log';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { testDoor } from '@nightjar/kernel/testing/door';
import { asSaid, type Locate } from '../../../change/located.ts';
import { askDue } from '../ask/round.ts';
import type { HouseParts } from '../house.ts';
import { openSignals, signalsWith } from '../index.ts';
import { usualRetention } from '../retention.ts';
import { sealDue } from '../seal.ts';

type Wish = Partial<Omit<HouseParts, 'locate'>> & {
  readonly clock?: Clock;
  readonly locate?: Locate;
  readonly bodyLimit?: number;
};

/** A house with the domain signals alone, open on a port of its own; it writes, asks and seals when told to. */
export const signalHouse = async ({
  clock = systemClock,
  locate = asSaid,
  tokens = new Map(),
  collecting = {},
  bodyLimit = 8 * 2 ** 20,
  ...parts
}: Wish = {}) => {
  const database = await testDatabase({ connections: 6 });
  const { logger, logged } = capturedLog();
  const domain = signalsWith({ retention: usualRetention, tokens });
  const kernel = await openKernel({ url: database.url, logger, domains: [domain], clock, graceMs: 500 });
  // The rounds come when they are told to.
  await kernel.projections.start();
  const opened = openSignals(kernel, {
    locate,
    tokens,
    collecting: { flushMs: 3_600_000, ...collecting },
    ...parts,
  });
  const { http } = await testDoor(
    {
      logger,
      bodyLimits: { '/api/v1/signals': bodyLimit, '/api/v1/signals/prometheus/write': bodyLimit },
      metrics: kernel.metrics,
    },
    (door) => void domain.routes?.(door, kernel),
  );
  await http.listen({ port: 0, host: '127.0.0.1' });
  const address = http.server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;

  const ask = async (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    right: Right = 'read',
    headers: Record<string, string> = {},
  ) => {
    const isBytes = Buffer.isBuffer(body);
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${right}`,
        ...(body === undefined || isBytes ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text === '' ? null : JSON.parse(text) };
  };

  return {
    kernel,
    database,
    url,
    logged,
    ask,
    get: async (path: string) => (await ask('GET', path)).body,
    /** Points as JSON, written at once. */
    send: async (...series: readonly object[]) => {
      const answer = await ask('POST', '/api/v1/signals', { series }, 'ingest');
      await opened.collector.flush();
      return answer;
    },
    /** A snappy block of a WriteRequest, written at once. */
    write: async (block: Buffer) => {
      const answer = await ask('POST', '/api/v1/signals/prometheus/write', block, 'ingest', {
        'content-type': 'application/x-protobuf',
        'content-encoding': 'snappy',
      });
      await opened.collector.flush();
      return answer;
    },
    setRule: async (name: string, rule: object) => ask('PUT', `/api/v1/signals/rules/${name}`, rule, 'admin'),
    /** A round of each, or of those that are well alone. */
    askDue: async (which: readonly ('well' | 'ailing')[] = ['well', 'ailing']) => {
      for (const is of which) await askDue(kernel, opened, is, new AbortController().signal);
    },
    seal: () => sealDue(kernel.database, clock.now().getTime()),
    flush: () => opened.collector.flush(),
    metrics: () => kernel.metrics.metrics(),
    [Symbol.asyncDispose]: async () => {
      await http.close();
      await kernel[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
};

/** A clock that a test sets. */
export const setClock = (begin: number): Clock & { at: number } => {
  const clock = { at: begin, now: () => new Date(clock.at) };
  return clock;
};
