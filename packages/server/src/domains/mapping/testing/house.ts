import { createHmac } from 'node:crypto';
import { type Clock, systemClock } from '@nightjar/kernel/clock';
import { openKernel } from '@nightjar/kernel/open-kernel';
import { capturedLog } from '@nightjar/kernel/testing/captured-log';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { testDoor } from '@nightjar/kernel/testing/door';
import { plainDesk } from '../../../sources/desk.ts';
import { github } from '../../../sources/github/index.ts';
import { intake } from '../../../sources/intake.ts';
import { replays } from '../../../sources/replays.ts';
import { openWhichService } from '../../../which-service.ts';
import { catalog } from '../../catalog/index.ts';
import { custom } from '../../custom/index.ts';
import { feed } from '../../feed/index.ts';
import { mapping } from '../index.ts';

const secret = 'moth-wing-42';
const domains = [feed, catalog, mapping, custom, replays];

/** A house with the feed, the catalog, the ways in and what tells the service of a report, its models and tasks running. */
export const mappingHouse = async ({ clock = systemClock }: { clock?: Clock } = {}) => {
  const database = await testDatabase({ connections: 4 });
  const { logger } = capturedLog();
  const kernel = await openKernel({ url: database.url, logger, domains, clock, graceMs: 500 });
  const { informed: ready, own: _, ...which } = openWhichService(kernel);
  const desk = plainDesk({}, { ...which, secrets: () => [secret] });
  const bodyLimit = 25 * 2 ** 20;
  const { http } = await testDoor({ logger, bodyLimit }, (door) => {
    intake(door, kernel, { sources: [github], desk, bodyLimit });
    for (const { routes } of domains) void routes?.(door, kernel);
  });
  await kernel.start();
  await ready();

  const ask = async (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    payload?: object,
    right = 'admin',
  ) => {
    const answer = await http.inject({
      method,
      url,
      headers: {
        authorization: `Bearer ${right}`,
        ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(payload === undefined ? {} : { payload }),
    });
    return { status: answer.statusCode, body: answer.json() };
  };

  const deliver = async (url: string, body: unknown, headers: Record<string, string>) => {
    const payload = Buffer.from(JSON.stringify(body));
    const answer = await http.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json', ...headers },
      payload,
    });
    return { status: answer.statusCode, body: answer.json() };
  };

  const until = async <Value>(look: () => Promise<Value | null>): Promise<Value> => {
    for (let tries = 0; tries < 200; tries += 1) {
      const found = await look();
      if (found !== null) return found;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error('It does not come about.');
  };

  return {
    database,
    kernel,
    locate: which.locate,
    ask,
    until,
    deliver,
    github: (event: string, delivery: string, body: unknown) =>
      deliver('/hooks/github', body, {
        'x-github-event': event,
        'x-github-delivery': delivery,
        'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(JSON.stringify(body)).digest('hex')}`,
      }),
    own: (name: string, body: unknown, headers: Record<string, string> = {}) =>
      deliver(`/hooks/custom/${name}`, body, { authorization: `Bearer ${secret}`, ...headers }),
    /** Describes a service by a descriptor's word. */
    describe: (name: string, says: object = {}) =>
      ask('POST', '/api/v1/catalog/descriptions', {
        by: 'backstage',
        origin: `github.com/acme/${name}`,
        whole: true,
        descriptions: [
          { entity: `service:default/${name}`, name, by: 'backstage', place: 'catalog-info.yaml', says },
        ],
      }),
    changes: async (q = ''): Promise<{ services: string[]; title: string; id: string }[]> =>
      (await ask('GET', `/api/v1/changes?consistency=strong&q=${encodeURIComponent(q)}`)).body.changes,
    facts: async (): Promise<number> =>
      (await kernel.log.read({ after: 0, limit: 100_000, types: ['ChangeObserved', 'ObservationWithdrawn'] }))
        .length,
    unmapped: async (): Promise<
      {
        source: string;
        join: string | null;
        value: string;
        reports: number;
        near: string[];
        settledBy: string;
      }[]
    > => (await ask('GET', '/api/v1/mapping/unmapped?consistency=strong')).body.items,
    replayed: (id: string) =>
      until(async () => {
        const { body } = await ask('GET', `/api/v1/replays/${id}`);
        return body.state === 'done' ? body : null;
      }),
    [Symbol.asyncDispose]: async () => {
      await http.close();
      await kernel[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
};
