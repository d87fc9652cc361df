import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const token = 'njt_enemy_0123456789abcdefghijklmnopqrstuvwxyz';

export type OwnServer = {
  /** The same after each start. */
  readonly url: () => string;
  readonly start: () => Promise<void>;
  /** SIGKILL: nothing of it can say goodbye. */
  readonly kill: () => Promise<void>;
} & AsyncDisposable;

/** A server in a process of its own, over the database given, that can be killed and started again at its address. */
export const ownServer = async (
  database: string,
  program = new URL('server.ts', import.meta.url),
  more: Readonly<Record<string, string>> = {},
): Promise<OwnServer> => {
  const data = await mkdtemp(join(tmpdir(), 'nightjar-enemy-'));
  await writeFile(join(data, 'index.html'), '<!doctype html>');
  let child: ChildProcess | undefined;
  let url = 'http://127.0.0.1:0';

  const kill = async (): Promise<void> => {
    if (child === undefined) return;
    // One that has ended by itself ends no more.
    const runs = child.exitCode === null && child.signalCode === null;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    if (runs) await ended;
    child = undefined;
  };
  const start = async (): Promise<void> => {
    const fresh = spawn(process.execPath, [program.pathname], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: database,
        NIGHTJAR_DATA: data,
        NIGHTJAR_PORT: new URL(url).port,
        NIGHTJAR_BOOTSTRAP_TOKEN: token,
        NIGHTJAR_LOG_LEVEL: 'error',
        ...more,
      },
    });
    child = fresh;
    const [line] = await Promise.race([
      once(fresh.stdout, 'data'),
      once(fresh, 'exit').then(() => Promise.reject(new Error('The server ended at its start.'))),
    ]);
    url = String(line).trim();
  };
  await start();
  return {
    url: () => url,
    start,
    kill,
    [Symbol.asyncDispose]: async () => {
      await kill();
      await rm(data, { recursive: true, force: true });
    },
  };
};
