import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openDatabase, type Queryable } from '../../database/database.ts';
import { processes } from '../processes.ts';

export type Keeper = {
  readonly process: ChildProcess;
  readonly url: string;
  /** Of the postmaster. */
  readonly pid: number;
};

/** No test pulls the plug on the machine, and the disk would be most of the wait. */
export const hasty = { fsync: 'off' };

const program = fileURLToPath(new URL('keeper.ts', import.meta.url));

/** Starts a keeper in a process of its own; rejects with what it said where it did not come up. */
export const keep = async (data: string, as: { uid?: number; gid?: number } = {}): Promise<Keeper> => {
  const child = spawn(process.execPath, [program, data], { stdio: ['pipe', 'pipe', 'pipe'], ...as });
  let said = '';
  child.stderr.on('data', (part) => {
    said += part;
  });
  const line = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([it]) => String(it)),
    once(child, 'close').then(([code]) => ({ code })),
  ]);
  if (typeof line !== 'string') throw new Error(`exit code ${line.code}: ${said.trim()}`);
  return { process: child, ...(JSON.parse(line) as { url: string; pid: number }) };
};

export const killed = async ({ process: child }: Keeper): Promise<void> => {
  child.kill('SIGKILL');
  await once(child, 'exit');
};

export const ended = async ({ process: child }: Keeper): Promise<void> => {
  child.stdin?.end();
  await once(child, 'exit');
};

/** A zombie that nobody has waited for yet counts as gone. */
export const isAlive = async (pid: number): Promise<boolean> =>
  (await processes()).some((it) => it.pid === pid);

/** A few statements over a connection that is closed again. */
export const using = async <Result>(
  url: string,
  work: (database: Queryable) => Promise<Result>,
): Promise<Result> => {
  const database = openDatabase(url, { connections: 1 });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
};
