import type { Clock } from '@nightjar/kernel/clock';
import type { Http } from '@nightjar/kernel/http/http';
import { openHttp } from '@nightjar/kernel/http/open-http';
import { redaction } from '@nightjar/kernel/http/redact';
import type { Kernel } from '@nightjar/kernel/kernel';
import { openLog } from '@nightjar/kernel/log/open-log';
import { openProjections } from '@nightjar/kernel/projection/open-projections';
import { openReader } from '@nightjar/kernel/projection/open-reader';
import { type TestDatabase, testDatabase } from '@nightjar/kernel/testing/database';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { access } from './index.ts';
import type { Access } from './open-access.ts';

export const bootstrapToken = 'bootstrap-token-of-the-test';

export type MovableClock = Clock & { readonly forward: (ms: number) => void };

const movableClock = (): MovableClock => {
  let ahead = 0;
  return {
    now: () => new Date(Date.now() + ahead),
    forward: (ms) => {
      ahead += ms;
    },
  };
};

export type TestHouse = AsyncDisposable & {
  readonly access: Access;
  readonly http: Http;
  readonly kernel: Kernel;
  readonly clock: MovableClock;
  readonly logged: () => string;
};

/** One process over the database given: its own log, models, memory and front door. */
export const testHouse = async (
  database: TestDatabase,
  publicUrl: string | null = null,
): Promise<TestHouse> => {
  const lines: string[] = [];
  const logger = pino({ redact: redaction }, { write: (line) => lines.push(line) });
  const clock = movableClock();
  const it = access({ bootstrapToken, publicUrl });
  const models = it.projections ?? [];
  const log = await openLog(database);
  const projections = openProjections(database, log, logger, models);
  await projections.start();
  const reader = openReader(database, log, projections, models);
  const metrics = new Registry();
  const kernel: Kernel = { clock, logger, metrics, database, log, projections, tasks: null as never, reader };
  const opened = await it.open(kernel);
  const http = await openHttp({ authenticate: opened.authenticate, logger, metrics });
  http.get('/read', { config: { right: 'read' } }, async ({ caller }) => ({ subject: caller.subject }));
  http.post('/write', { config: { right: 'read' } }, async ({ caller }) => ({ subject: caller.subject }));
  await it.routes?.(http, kernel);
  await http.ready();
  return {
    access: opened,
    http,
    kernel,
    clock,
    logged: () => lines.join(''),
    [Symbol.asyncDispose]: async () => {
      opened.close();
      await http.close();
      await projections.stop();
      await log.close();
    },
  };
};

/** A house alone in a database of its own. */
export const lonelyHouse = async (publicUrl: string | null = null): Promise<TestHouse> => {
  const database = await testDatabase();
  const house = await testHouse(database, publicUrl);
  return {
    ...house,
    [Symbol.asyncDispose]: async () => {
      await house[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
};
