import type { Right } from '@nightjar/kernel/caller';
import type { Database } from '@nightjar/kernel/database/database';
import type { HttpOptions } from '@nightjar/kernel/http/open-http';
import { openKernel } from '@nightjar/kernel/open-kernel';
import { capturedLog } from '@nightjar/kernel/testing/captured-log';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { testDoor } from '@nightjar/kernel/testing/door';
import type { AlertObservation } from '../../change/alert.ts';
import { alertId } from '../../change/identity.ts';
import { type AlertObserved, alertStream } from '../../domains/alerts/events.ts';
import { alerts, alertsGraph } from '../../domains/alerts/index.ts';
import { seen } from '../../domains/alerts/testing/house.ts';
import { catalog, catalogGraph } from '../../domains/catalog/index.ts';
import { usualSettings } from '../../domains/catalog/settings.ts';
import { feed, feedGraph } from '../../domains/feed/index.ts';
import type { Part } from '../part.ts';
import { graphRoutes } from '../routes.ts';

const authenticate: HttpOptions['authenticate'] = ({ headers }) => {
  const [, right, org = '1'] =
    /^Bearer (ingest|read|admin)(?: (\d))?$/.exec(headers.authorization ?? '') ?? [];
  return right === undefined
    ? null
    : { org: Number(org), subject: `token:${right}`, rights: new Set([right as Right]) };
};

/** Counts the statements that go to the database. */
const counting = (database: Database, count: () => void): Database => ({
  ...database,
  many: async (statement) => {
    count();
    return database.many(statement);
  },
  one: async (statement) => {
    count();
    return database.one(statement);
  },
});

type Asked = { readonly right?: string; readonly accept?: string };

/** A house with all that the graph is made of. `Bearer read 2` reads for organisation 2; `more` are further parts. */
export const graphHouse = async ({ more = [] as readonly Part[] } = {}) => {
  const database = await testDatabase({ connections: 4 });
  const { logger, logged } = capturedLog();
  const domains = [feed, catalog, alerts];
  const kernel = await openKernel({ url: database.url, logger, domains, graceMs: 500 });
  let statements = 0;
  const counted = counting(kernel.database, () => {
    statements += 1;
  });
  const { http } = await testDoor({ authenticate, logger }, (door) => {
    for (const { routes } of domains) void routes?.(door, kernel);
    graphRoutes(
      door,
      {
        ...kernel,
        reader: async (caller, options) => ({
          ...(await kernel.reader(caller, options)),
          many: counted.many,
          one: counted.one,
        }),
      },
      [catalogGraph(usualSettings), feedGraph, alertsGraph, ...more],
    );
  });
  await kernel.start();

  const send = async (
    method: 'GET' | 'POST',
    url: string,
    body?: unknown,
    { right = 'read', accept }: Asked = {},
  ) => {
    const answer = await http.inject({
      method,
      url,
      headers: {
        authorization: `Bearer ${right}`,
        ...(accept === undefined ? {} : { accept }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = answer.body;
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text,
      body: text === '' ? null : JSON.parse(text),
    };
  };

  return {
    kernel,
    http,
    logged,
    send,
    statements: () => statements,
    /** Asks, reading all that was written before. */
    ask: (query: string, variables: object = {}, how: Asked = {}) =>
      send('POST', '/graphql?consistency=strong', { query, variables }, how),
    /** What a reader of descriptors says: by reference. */
    describe: async (says: Readonly<Record<string, object>>, right = 'ingest') => {
      const descriptions = Object.entries(says).map(([entity, it]) => ({
        entity,
        name: entity.slice(entity.indexOf('/') + 1),
        place: 'catalog-info.yaml',
        says: it,
      }));
      const body = { by: 'backstage', origin: 'github.com/acme', descriptions };
      const { status, text } = await send('POST', '/api/v1/catalog/descriptions', body, { right });
      if (status >= 300) throw new Error(text);
    },
    alert: async (said: Partial<AlertObservation>, org = 1) => {
      const alert = seen(said);
      const read = { delivery: crypto.randomUUID(), index: 0, reading: 1 };
      const fact: AlertObserved = { type: 'AlertObserved', at: alert.at, data: { alert, read } };
      await kernel.log.append({
        org,
        stream: alertStream(alertId(org, alert.source, alert.key)),
        facts: [fact],
      });
    },
    report: async (reports: readonly object[], right = 'ingest') => {
      const { status, text } = await send('POST', '/api/v1/changes', reports, { right });
      if (status >= 300) throw new Error(text);
    },
    [Symbol.asyncDispose]: async () => {
      await http.close();
      await kernel[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
};

export type GraphHouse = Awaited<ReturnType<typeof graphHouse>>;
