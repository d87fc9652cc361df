import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Account, spawnAs } from './account.ts';
import { boundLog, lastWords, openLog } from './log-file.ts';
import { readPidFile } from './pid-file.ts';
import { folderFor, type Places } from './place.ts';
import { commandLine } from './tuning.ts';
import { whyNot } from './why-not.ts';

export type Postmaster = {
  readonly pid: number;
  readonly exited: Promise<string>;
  readonly signal: (name: NodeJS.Signals) => void;
  /** Fast shutdown: sessions are ended, a checkpoint is written. After `patience` ms an immediate one. */
  readonly stop: (patience?: number) => Promise<void>;
};

export type Start = {
  readonly binaries: string;
  readonly places: Places;
  readonly account: Account;
  readonly socketFolder: string;
  readonly marker: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
};

/** Resolves when PostgreSQL accepts connections; recovery after a crash may take its time. */
const ready = async (
  cluster: string,
  pid: number,
  exited: Promise<string>,
  log: (line: string) => void,
): Promise<'ready' | 'ended'> => {
  let ended = false;
  void exited.then(() => {
    ended = true;
  });
  for (let waited = 0; !ended; waited += 10) {
    const file = await readPidFile(cluster);
    if (file?.pid === pid && file.ready) return 'ready';
    if (waited > 0 && waited % 5000 === 0)
      log('PostgreSQL is still starting (recovering what was not yet written to its files)');
    await sleep(10);
  }
  return 'ended';
};

/** Starts `postgres` in a session of its own, so that Ctrl-C in a terminal reaches only us and we stop it in order. */
export const startPostmaster = async (start: Start): Promise<Postmaster> => {
  const { places, account } = start;
  const folder = await folderFor(places.cluster, account);
  const { file, from } = await openLog(places.log);
  const child = spawn(
    join(start.binaries, 'postgres'),
    commandLine(folder, start.socketFolder, start.marker, start.settings),
    {
      cwd: places.cluster,
      env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
      stdio: ['ignore', file.fd, file.fd],
      detached: true,
      ...spawnAs(account),
    },
  );
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
  });
  await file.close();
  const unbound = boundLog(places.log);
  void exited.then(unbound);
  const { pid } = child;
  if (pid === undefined) throw await whyNot(places.root, await exited);
  const stop = async (patience = 8000): Promise<void> => {
    for (const [order, wait] of [
      ['SIGINT', patience],
      ['SIGQUIT', 3000],
      ['SIGKILL', 3000],
    ] as const) {
      child.kill(order);
      if (await Promise.race([exited.then(() => true), sleep(wait, false, { ref: false })])) return;
    }
  };
  if ((await ready(places.cluster, pid, exited, start.log)) === 'ended')
    throw await whyNot(places.root, await lastWords(places.log, from));
  return { pid, exited, signal: (name) => void child.kill(name), stop };
};
