import type { Caller, Right } from '@nightjar/kernel/caller';
import { type Clock, systemClock } from '@nightjar/kernel/clock';
import { sql } from '@nightjar/kernel/database/sql';
import type { HttpOptions } from '@nightjar/kernel/http/open-http';
import { openKernel } from '@nightjar/kernel/open-kernel';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { capturedLog } from '@nightjar/kernel/testing/captured-log';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { testDoor } from '@nightjar/kernel/testing/door';
import { feed } from '../../feed/index.ts';
import { catalog } from '../index.ts';
import { entities } from '../projection.ts';

const authenticate: HttpOptions['authenticate'] = ({ headers }) => {
  const [, right, org = '1'] =
    /^Bearer (ingest|read|admin)(?: (\d))?$/.exec(headers.authorization ?? '') ?? [];
  return right === undefined ? null : callerWith(right as Right, Number(org));
};

export const callerWith = (right: Right, org = 1): Caller => ({
  org,
  subject: `token:${right}`,
  rights: new Set([right]),
});

/** A house with the catalog and the feed, its models and tasks running. `Bearer read 2` reads for organisation 2. */
export const catalogHouse = async ({ clock = systemClock }: { clock?: Clock } = {}) => {
  const database = await testDatabase({ connections: 4 });
  const { logger, logged } = capturedLog();
  const kernel = await openKernel({
    url: database.url,
    logger,
    domains: [feed, catalog],
    clock,
    graceMs: 500,
  });
  const { http } = await testDoor({ authenticate, logger }, (door) => {
    void catalog.routes?.(door, kernel);
    void feed.routes?.(door, kernel);
  });
  await kernel.start();

  const ask = async (
    method: 'GET' | 'POST' | 'PATCH',
    url: string,
    right: string,
    payload?: object | string,
    type = 'application/json',
  ) => {
    const answer = await http.inject({
      method,
      url,
      headers: {
        authorization: `Bearer ${right}`,
        ...(payload === undefined ? {} : { 'content-type': type }),
      },
      ...(payload === undefined ? {} : { payload }),
    });
    return { status: answer.statusCode, body: answer.json() };
  };

  return {
    database,
    kernel,
    http,
    logged,
    ask,
    get: (path: string, right = 'read') =>
      ask('GET', `${path}${path.includes('?') ? '&' : '?'}consistency=strong`, right),
    facts: async (): Promise<number> => {
      const types = ['EntityDescribed', 'DescriptionWithdrawn'];
      return (await kernel.log.read({ after: 0, limit: 100_000, types })).length;
    },
    reader: (org = 1): Promise<Reader> =>
      kernel.reader(callerWith('read', org), { of: [entities], consistency: 'strong' }),
    /** The feed once it has so many lines: announcing is a task. */
    feed: async (lines: number) => {
      for (let tries = 0; tries < 100; tries += 1) {
        const { body } = await ask('GET', '/api/v1/changes?consistency=strong', 'read');
        if (body.changes.length >= lines) return body.changes;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`The feed did not come to ${lines} lines.`);
    },
    /** When no task waits or runs. */
    settled: async (): Promise<void> => {
      for (let tries = 0; tries < 200; tries += 1) {
        const row = await database.one<{ open: number }>(
          sql`select count(*)::int as open from nightjar.task where state in ('scheduled', 'ready', 'leased')`,
        );
        if (row?.open === 0) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error('Some task does not end.');
    },
    [Symbol.asyncDispose]: async () => {
      await http.close();
      await kernel[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
};

export type CatalogHouse = Awaited<ReturnType<typeof catalogHouse>>;
