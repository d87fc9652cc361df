import type { Right } from '@nightjar/kernel/caller';
import { type Clock, systemClock } from '@nightjar/kernel/clock';
import type { HttpOptions } from '@nightjar/kernel/http/open-http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { type LogOptions, openLog } from '@nightjar/kernel/log/open-log';
import { openProjections } from '@nightjar/kernel/projection/open-projections';
import { openReader } from '@nightjar/kernel/projection/open-reader';
import { capturedLog } from '@nightjar/kernel/testing/captured-log';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { testDoor } from '@nightjar/kernel/testing/door';
import { changes } from '../projection.ts';
import { routes } from '../routes.ts';
import type { StreamOptions } from '../stream/sse.ts';

type FeedHouseOptions = {
  readonly clock?: Clock;
  readonly logOptions?: LogOptions;
  readonly door?: Partial<HttpOptions>;
  readonly stream?: StreamOptions;
};

/** A house with the feed as its only room, open on a port of its own. `Bearer read 2` reads for organisation 2. */
export const feedHouse = async ({
  clock = systemClock,
  logOptions = {},
  door = {},
  stream = {},
}: FeedHouseOptions = {}) => {
  const database = await testDatabase({ connections: 8 });
  const log = await openLog(database, logOptions);
  const { logger } = capturedLog();
  const projections = openProjections(database, log, logger, [changes]);
  await projections.start();
  const kernel: Kernel = {
    clock,
    logger,
    // The feed counts nothing and has no tasks.
    metrics: undefined as never,
    database,
    log,
    projections,
    reactions: undefined as never,
    tasks: undefined as never,
    reader: openReader(database, log, projections, [changes]),
  };
  const authenticate: HttpOptions['authenticate'] = ({ headers }) => {
    const [, right, org = '1'] =
      /^Bearer (ingest|read|admin)(?: (\d))?$/.exec(headers.authorization ?? '') ?? [];
    return right === undefined
      ? null
      : { org: Number(org), subject: 'token:test', rights: new Set([right as Right]) };
  };
  const { http } = await testDoor({ authenticate, logger, ...door }, (http) => routes(http, kernel, stream));
  await http.listen({ port: 0, host: '127.0.0.1' });
  const address = http.server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;

  const ask = async (method: string, path: string, right: string, body?: unknown, headers = {}) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${right}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : {
            body:
              typeof body === 'string' || body instanceof Uint8Array
                ? (body as BodyInit)
                : JSON.stringify(body),
          }),
    });
    return { status: answer.status, headers: answer.headers, body: await answer.json() };
  };

  return {
    database,
    kernel,
    http,
    url,
    post: (body: unknown, headers = {}) => ask('POST', '/api/v1/changes', 'ingest', body, headers),
    get: (path: string, right = 'read') => ask('GET', path, right),
    [Symbol.asyncDispose]: async () => {
      await http.close();
      await projections.stop();
      await log.close();
      await database[Symbol.asyncDispose]();
    },
  };
};

export type FeedHouse = Awaited<ReturnType<typeof feedHouse>>;
