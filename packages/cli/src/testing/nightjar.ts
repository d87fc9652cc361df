import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type Said = {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly ms: number;
};

type Running = { readonly child: ChildProcess; readonly said: Promise<Said> };

export type Place = AsyncDisposable & {
  readonly folder: string;
  /** Starts `nightjar` as a person would, in a folder of its own, knowing nothing of this machine's settings. */
  readonly start: (
    args: readonly string[],
    options?: { env?: Record<string, string>; input?: string },
  ) => Running;
  readonly run: (...args: string[]) => Promise<Said>;
};

const bin = fileURLToPath(new URL('../../bin/nightjar.mjs', import.meta.url));

/** A folder with no token and no spool, and `nightjar` to run in it. */
export const place = async (env: Record<string, string> = {}): Promise<Place> => {
  const folder = await mkdtemp(join(tmpdir(), 'nightjar-cli-'));
  const start: Place['start'] = (args, { env: more = {}, input } = {}) => {
    const began = Date.now();
    const child = spawn(process.execPath, [bin, ...args], {
      cwd: folder,
      env: { PATH: process.env['PATH'], HOME: folder, TZ: 'UTC', USER: 'joey', ...env, ...more },
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    // A command that ends without reading its input breaks the pipe; that is its right.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    const said = new Promise<Said>((resolve) => {
      child.on('close', (code) => resolve({ code, out, err, ms: Date.now() - began }));
    });
    return { child, said };
  };
  return {
    folder,
    start,
    run: (...args) => start(args).said,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
};
