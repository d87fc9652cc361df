import type { Description, Says } from '@nightjar/descriptors/description';
import { type Clock, systemClock } from '@nightjar/kernel/clock';
import type { HttpOptions } from '@nightjar/kernel/http/open-http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { capturedLog } from '@nightjar/kernel/testing/captured-log';
import { type TestDatabase, testDatabase } from '@nightjar/kernel/testing/database';
import { testDoor } from '@nightjar/kernel/testing/door';
import { Registry } from 'prom-client';
import type { CollectorOptions } from '../collector.ts';
import type { Catalog, Named } from '../known.ts';
import { callRoutes } from '../routes.ts';
import { jsonRequest, protobufRequest, type TestResource } from './encode.ts';

/** A catalog in memory: what traces told, and the names a test gives it. */
const rememberingCatalog = (names: readonly Named[] = []) => {
  const told: Description[] = [];
  const catalog: Catalog = {
    meant: async () => undefined,
    named: async (_, asked) => names.filter(({ name }) => asked.includes(name)),
    said: async (_, places) =>
      new Map(
        told
          .filter(({ place }) => places.includes(place))
          .map((it): [string, { says: Says; confidence: number }] => [
            it.place,
            { says: it.says, confidence: it.confidence ?? 1 },
          ]),
      ),
    reached: async () => {},
    describe: async (_, all) => told.push(...all.map(({ description }) => description)),
  };
  return { catalog, told };
};

type CallHouseOptions = {
  readonly clock?: Clock;
  readonly names?: readonly Named[];
  readonly options?: CollectorOptions;
  readonly door?: Partial<HttpOptions>;
  /** Another house's, to share. */
  readonly database?: TestDatabase;
};

/** A house with the room of calls alone, open on a port of its own; it writes when told to, or when closed. */
export const callHouse = async ({
  clock = systemClock,
  names = [],
  options = {},
  door = {},
  database: shared,
}: CallHouseOptions = {}) => {
  const database = shared ?? (await testDatabase({ connections: 6 }));
  const { catalog, told } = rememberingCatalog(names);
  const { logger, logged } = capturedLog();
  const metrics = new Registry();
  const kernel = {
    clock,
    logger,
    metrics,
    database,
    reader: async (caller) => ({
      caller,
      stale: false,
      position: 0,
      many: database.many,
      one: database.one,
      table: () => {
        throw new Error('There is no model here.');
      },
    }),
  } satisfies Partial<Kernel> as unknown as Kernel;
  let collector: ReturnType<typeof callRoutes> | undefined;
  const { http } = await testDoor({ logger, bodyLimits: { '/v1/traces': 4 * 2 ** 20 }, ...door }, (it) => {
    collector = callRoutes(it, kernel, catalog, { flushMs: 3_600_000, changeMs: 0, ...options });
  });
  await http.listen({ port: 0, host: '127.0.0.1' });
  const address = http.server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;

  const send = async (body: Uint8Array | string, headers: Record<string, string>, right = 'ingest') => {
    const answer = await fetch(`${url}/v1/traces`, {
      method: 'POST',
      headers: { authorization: `Bearer ${right}`, ...headers },
      body: body as BodyInit,
    });
    return { status: answer.status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) };
  };

  return {
    database,
    http,
    url,
    told,
    logged,
    metrics: () => metrics.metrics(),
    flush: () => collector?.flush(),
    send,
    json: (resources: readonly TestResource[]) =>
      send(JSON.stringify(jsonRequest(resources)), { 'content-type': 'application/json' }),
    protobuf: (resources: readonly TestResource[]) =>
      send(protobufRequest(resources), { 'content-type': 'application/x-protobuf' }),
    calls: async (query = '') => {
      const answer = await fetch(`${url}/api/v1/catalog/calls?${query}`, {
        headers: { authorization: 'Bearer read' },
      });
      return { status: answer.status, body: await answer.json() };
    },
    [Symbol.asyncDispose]: async () => {
      await http.close();
      if (shared === undefined) await database[Symbol.asyncDispose]();
    },
  };
};
