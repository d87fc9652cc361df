import type { Clock } from '@nightjar/kernel/clock';
import type { Http } from '@nightjar/kernel/http/http';
import { openHttp } from '@nightjar/kernel/http/open-http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { openKernel } from '@nightjar/kernel/open-kernel';
import { capturedLog } from '@nightjar/kernel/testing/captured-log';
import { type TestDatabase, testDatabase } from '@nightjar/kernel/testing/database';
import { access } from '../index.ts';
import type { Access } from '../open-access.ts';

export const bootstrapToken = 'bootstrap-token-of-the-test';

type MovableClock = Clock & { readonly forward: (ms: number) => void };

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

/** One process over the database given: its own log, models, memory and front door, opened in the server's order. */
export const testHouse = async (url: string, publicUrl: string | null = null): Promise<TestHouse> => {
  await using opening = new AsyncDisposableStack();
  const { logger, logged } = capturedLog();
  const clock = movableClock();
  const kernel = opening.use(await openKernel({ url, logger, domains: [access], clock }));
  const opened = access.open(kernel, { bootstrapToken, publicUrl });
  const { authenticate } = opened;
  const http = await openHttp({ authenticate, logger, metrics: kernel.metrics });
  opening.defer(() => http.close());
  http.get('/read', { config: { right: 'read' } }, async ({ caller }) => ({ subject: caller.subject }));
  http.post('/write', { config: { right: 'read' } }, async ({ caller }) => ({ subject: caller.subject }));
  await access.routes?.(http, kernel);
  await kernel.start();
  await http.ready();
  const running = opening.move();
  return {
    access: opened,
    http,
    kernel,
    clock,
    logged,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
};

/** A house alone in a database of its own. */
export const lonelyHouse = async (publicUrl: string | null = null): Promise<TestHouse> => {
  const database: TestDatabase = await testDatabase();
  const house = await testHouse(database.url, publicUrl);
  return {
    ...house,
    [Symbol.asyncDispose]: async () => {
      await house[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
};
