import { resolve } from 'node:path';
import { lockFolder } from '@nightjar/kernel/embedded/folder-lock';
import type { Http } from '@nightjar/kernel/http/http';
import { openHttp } from '@nightjar/kernel/http/open-http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { openLogger } from '@nightjar/kernel/logger';
import { openKernel } from '@nightjar/kernel/open-kernel';
import { type App, app as nightjar } from './app.ts';
import { makeDataFolder } from './data-folder.ts';
import { beginDiscovery, discovery } from './discovery/run.ts';
import { graphRoutes } from './graphql/routes.ts';
import { beginHousekeeping, housekeeping } from './housekeeping.ts';
import { openStore } from './open-store.ts';
import { readiness } from './readiness.ts';
import { beginReconciliation, reconciliation } from './reconcile/run.ts';
import { refuse } from './refusals.ts';
import type { Settings } from './settings.ts';
import type { Desk } from './sources/desk.ts';
import { intake } from './sources/intake.ts';
import { recordSeen } from './sources/seen-by-itself.ts';
import { serveWeb } from './web/serve-web.ts';

export type Serving = {
  /** Where people reach it: `http://127.0.0.1:4400`. */
  readonly address: string;
  /** Where it listens itself, whatever stands before it. */
  readonly listens: string;
  /** Drains: no new connections, requests and tasks end, the log is written, the database stops. */
  readonly close: () => Promise<void>;
};

export type ServeOptions = {
  readonly app?: App;
  readonly say?: (line: string) => void;
  readonly logger?: Kernel['logger'];
};

/** `listens` is where, `address` is what people are told. */
type Running = { pid: number; listens: string | null; address: string | null };

const hold = async (data: string, running: Running) => {
  await makeDataFolder(data);
  const lock = await lockFolder(data, 'server', () => running);
  if (lock.is === 'held') return lock;
  const by = lock.by as Partial<Running> | null;
  throw refuse('server.already-running', {
    detail: `Nightjar already runs on ${resolve(data)}: process ${by?.pid ?? 'unknown'}, ${by?.address ?? 'not listening yet'}.`,
  });
};

const listen = async (http: Http, { host, port }: Settings): Promise<string> => {
  try {
    return await http.listen({ host, port });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw refuse('server.address-taken', { detail: `Another program listens on ${host}:${port}.` });
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw refuse('server.address-unusable', { detail: `Cannot listen on ${host}:${port}: ${message}.` });
    throw error;
  }
};

/** Starts the server and answers when it can be used. Whatever was opened before a failure is closed again. */
export const serve = async (settings: Settings, options: ServeOptions = {}): Promise<Serving> => {
  const { app = nightjar, say = console.log, logger = openLogger(settings.logLevel) } = options;
  const began = performance.now();
  await using opening = new AsyncDisposableStack();
  const running: Running = { pid: process.pid, listens: null, address: null };
  const lock = await hold(settings.data, running);
  opening.defer(lock.release);
  const pages = app.pages(settings, say);
  // Served below, where a failure is told; before that it must not end the process on its own.
  pages.catch(() => {});
  const store = opening.use(await openStore(settings, logger, say));
  // Requests first, then tasks; what is left is for the database to write its last checkpoint.
  const [requestsMs, tasksMs] = [settings.drain * 400, settings.drain * 300];
  const domains = app.domains(settings);
  // Laid when the log is open; nothing is asked before the kernel has started, which is later.
  let laid: Desk | undefined;
  const desk = (): Desk => {
    if (laid === undefined) throw new Error('The desk is not laid yet.');
    return laid;
  };
  const looks = { ...app.discovery(settings), deliver: recordSeen(app.readers ?? [], desk) };
  const pulls = { ...app.reconciliation(settings), desk };
  const reconcile = reconciliation(pulls);
  const kernel = opening.use(
    await openKernel({
      url: store.url,
      logger,
      domains: [...domains, housekeeping(settings), discovery(looks), reconcile],
      connections: settings.databaseConnections,
      graceMs: tasksMs,
    }),
  );
  const { authenticate, howToSignIn } = await app.access(kernel, settings);
  const http = await openHttp({
    authenticate,
    logger,
    metrics: kernel.metrics,
    ready: readiness(kernel),
    // What others take is small: a megabyte, or less where anyone may ask.
    bodyLimits: {
      '/api/v1/changes': settings.bodyLimit,
      '/v1/traces': settings.bodyLimit,
      '/api/v1/signals': settings.bodyLimit,
      '/api/v1/signals/prometheus/write': settings.bodyLimit,
    },
    trustProxy: settings.trustedProxies.length > 0 && settings.trustedProxies,
    graceMs: requestsMs,
  });
  opening.defer(() => http.close());
  laid = await app.desk(kernel, settings);
  intake(http, kernel, {
    sources: app.sources,
    readers: app.readers ?? [],
    desk: laid,
    bodyLimit: settings.bodyLimit,
  });
  for (const { routes } of [...domains, reconcile]) await routes?.(http, kernel);
  if (app.graph !== undefined) graphRoutes(http, kernel, app.graph(settings));
  serveWeb(http, pages, { offline: settings.offline });
  await kernel.start();
  await beginHousekeeping(kernel);
  await app.begin?.(kernel);
  await laid.ready();
  await beginDiscovery(kernel, looks);
  await beginReconciliation(kernel, pulls);
  const bound = await listen(http, settings);
  const address = settings.publicUrl?.href.replace(/\/$/, '') ?? bound;
  [running.listens, running.address] = [bound, address];
  say(
    `Nightjar is at ${address} (${store.is}; ready in ${((performance.now() - began) / 1000).toFixed(1)} s)`,
  );
  for (const line of await howToSignIn(address)) say(line);
  const opened = opening.move();
  return { address, listens: bound, close: () => opened.disposeAsync() };
};
