import { createHmac } from 'node:crypto';
import type { Clock } from '@nightjar/kernel/clock';
import type { Recorded } from '@nightjar/kernel/fact';
import { type LogOptions, openLog } from '@nightjar/kernel/log/open-log';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { testDoor } from '@nightjar/kernel/testing/door';
import { Registry } from 'prom-client';
import { type Desk, plainDesk } from '../desk.ts';
import { github } from '../github/index.ts';
import { intake } from '../intake.ts';
import type { Source } from '../source.ts';

export const secret = 'moth-wing-42';

export const signed = (body: Buffer | string, key = secret): string =>
  `sha256=${createHmac('sha256', key).update(body).digest('hex')}`;

/** Headers without those that a test took away. */
const given = (headers: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter((it): it is [string, string] => it[1] !== undefined));

type Options = {
  readonly source?: Source;
  readonly secrets?: readonly string[];
  readonly desk?: Partial<Desk>;
  readonly bodyLimit?: number;
  readonly log?: LogOptions;
};

/** The ways in over a real log and a real front door, and nothing else of the house. */
export const intakeHouse = async ({
  source = github,
  secrets = [secret],
  desk: parts = {},
  bodyLimit = 25 * 2 ** 20,
  log: options,
}: Options = {}) => {
  const database = await testDatabase();
  const log = await openLog(database, options);
  const metrics = new Registry();
  const clock: Clock = { now: () => new Date('2026-03-01T02:50:00.000Z') };
  const desk = plainDesk({ [source.name]: secrets }, parts);
  const door = await testDoor({ metrics, bodyLimit }, (http) =>
    intake(http, { log, clock, metrics, database }, { sources: [source], desk, bodyLimit }),
  );
  return {
    database,
    log,
    door,
    kernel: { database, log },
    facts: (): Promise<Recorded[]> => log.read({ after: 0, limit: 10_000 }),
    /** How often deliveries of the source met this outcome. */
    counted: async (outcome: string, source = 'github'): Promise<number> => {
      const { values } = (await metrics.getSingleMetric('nightjar_deliveries_total')?.get()) ?? {
        values: [],
      };
      return (
        values.find(({ labels }) => labels['source'] === source && labels['outcome'] === outcome)?.value ?? 0
      );
    },
    deliver: (
      event: string,
      delivery: string,
      body: unknown,
      headers: Readonly<Record<string, string | undefined>> = {},
    ) => {
      const payload = Buffer.isBuffer(body)
        ? body
        : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
      const all = given({
        'content-type': 'application/json',
        'x-github-event': event,
        'x-github-delivery': delivery,
        'x-hub-signature-256': signed(payload),
        ...headers,
      });
      return door.http.inject({
        method: 'POST',
        url: `/hooks/${source.name}`,
        headers: all,
        payload,
      });
    },
    send: (payload: unknown, headers: Readonly<Record<string, string | undefined>> = {}) =>
      door.http.inject({
        method: 'POST',
        url: '/api/v1/events',
        headers: given({
          authorization: 'Bearer ingest',
          'content-type': 'application/cloudevents+json',
          ...headers,
        }),
        payload: Buffer.isBuffer(payload) ? payload : Buffer.from(JSON.stringify(payload)),
      }),
    [Symbol.asyncDispose]: async () => {
      await door[Symbol.asyncDispose]();
      await log.close();
      await database[Symbol.asyncDispose]();
    },
  };
};
