import { mkdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { accountFor } from './account.ts';
import { binariesFor } from './binaries.ts';
import { lockFolder } from './folder-lock.ts';
import { initialise } from './initialise.ts';
import { clearLeftovers } from './leftover.ts';
import { readPidFile } from './pid-file.ts';
import { type Places, placesIn } from './place.ts';
import { type Postmaster, type Start, startPostmaster } from './postmaster.ts';
import { markerOf } from './processes.ts';
import { embeddedRefusal } from './refusals.ts';
import { makeSocketFolder, removeSocketFolder, urlOf } from './socket-folder.ts';
import { orDiskFull, watchDisk } from './why-not.ts';

export type Embedded = {
  /** Holds the password: a secret. The role is a superuser, the database `postgres`. */
  readonly url: string;
  /** Of the postmaster; another one after it was started again. */
  readonly pid: number;
  /** Calls back when PostgreSQL ended unasked, with its last signal or code. It is being started again by then. */
  readonly onExit: (listener: (how: string) => void) => void;
  readonly stop: () => Promise<void>;
};

export type EmbeddedOptions = {
  /** The data folder; the cluster is `postgres` within. Made where it is not there. */
  readonly data: string;
  readonly log?: (line: string) => void;
  /** PostgreSQL settings that differ from ours, for tests. */
  readonly settings?: Readonly<Record<string, string>>;
};

const hold = async (root: string) => {
  const lock = await lockFolder(root, 'postgres', () => ({ pid: process.pid }));
  if (lock.is === 'held') return lock;
  const pid = (lock.by as { pid?: number } | null)?.pid;
  throw embeddedRefusal('embedded.in-use', {
    detail: `Process ${pid ?? 'unknown'} runs the database in ${root}.`,
  });
};

const pauses = [0, 250, 500, 1000, 2000, 5000, 10_000];

/** Starts PostgreSQL again and again until it stays, or until nobody wants it any more. */
const revive = async (
  start: Start,
  password: string,
  wanted: () => boolean,
): Promise<Postmaster | undefined> => {
  let said = '';
  for (let attempt = 0; wanted(); attempt += 1) {
    await sleep(pauses[Math.min(attempt, pauses.length - 1)]);
    if (!wanted()) return undefined;
    try {
      await clearLeftovers(start.places, start.marker, password);
      return await startPostmaster(start);
    } catch (error) {
      const sentence = error instanceof Error ? error.message : String(error);
      if (sentence !== said) start.log(sentence);
      said = sentence;
    }
  }
  return undefined;
};

const prepare = async (
  places: Places,
  log: (line: string) => void,
  settings: Start['settings'],
): Promise<{ start: Start; password: string }> => {
  const account = await accountFor(places.root, places.cluster);
  const binaries = await binariesFor(places.root, account);
  const password = await initialise(binaries, places, account, { sync: settings['fsync'] !== 'off' });
  const marker = await markerOf(places.root);
  const before = await readPidFile(places.cluster);
  const left = await clearLeftovers(places, marker, password);
  if (before !== undefined) await removeSocketFolder(before.socketFolder, places.root);
  if (left === 'orphans') log('Stopped the PostgreSQL that an earlier start had left running');
  if (left === 'stale file') log('Disregarded the postmaster.pid of an earlier start that was killed');
  const socketFolder = await makeSocketFolder(places.root, account);
  return { start: { binaries, places, account, socketFolder, marker, settings, log }, password };
};

/**
 * Brings up the database that Nightjar brings along and keeps it up until `stop`. Rejects with a refusal `embedded.*`
 * that says what to do. One process a folder; what a killed process left behind is ended first.
 */
export const startEmbedded = async ({
  data,
  log = () => {},
  settings = {},
}: EmbeddedOptions): Promise<Embedded> => {
  const places = placesIn(data);
  await mkdir(places.root, { recursive: true });
  const lock = await hold(places.root);
  try {
    const { start, password } = await prepare(places, log, settings);
    return keepUp(await startPostmaster(start), start, password, lock.release);
  } catch (error) {
    await lock.release();
    throw await orDiskFull(places.root, error);
  }
};

const keepUp = (
  first: Postmaster,
  start: Start,
  password: string,
  release: () => Promise<void>,
): Embedded => {
  const listeners: ((how: string) => void)[] = [];
  let current: Postmaster | undefined = first;
  let wanted = true;
  let reviving: Promise<void> = Promise.resolve();

  const watch = (postmaster: Postmaster): void => {
    reviving = postmaster.exited.then(async (how) => {
      current = undefined;
      if (!wanted) return;
      start.log(`PostgreSQL ended unasked (${how}); starting it again`);
      for (const listener of listeners) listener(how);
      current = await revive(start, password, () => wanted);
      if (current === undefined) return;
      start.log(`PostgreSQL is back (process ${current.pid})`);
      watch(current);
    });
  };
  watch(first);
  const unwatch = watchDisk(start.places.root, start.log);

  // A process that ends without `stop` takes its database along; SIGKILL is the case it cannot.
  const lastResort = (): void => current?.signal('SIGINT');
  process.once('exit', lastResort);

  const stop = async (): Promise<void> => {
    if (!wanted) return reviving;
    wanted = false;
    unwatch();
    await current?.stop();
    await reviving;
    // It may have come back while we were saying stop.
    await current?.stop();
    process.off('exit', lastResort);
    await removeSocketFolder(start.socketFolder, start.places.root);
    await release();
  };
  return {
    url: urlOf(password, start.socketFolder),
    get pid() {
      return (current ?? first).pid;
    },
    onExit: (listener) => void listeners.push(listener),
    stop,
  };
};
