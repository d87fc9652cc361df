import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Memory = { readonly rss: number; readonly heap: number; readonly peak: number };

export type ServerUnderTest = {
  readonly address: string;
  readonly token: string;
  /** Bytes: what is held after a garbage collection, of it the heap, and the most that was ever held at one time. */
  readonly memory: () => Promise<Memory>;
  /** Seconds of CPU that the process has used, all its threads together. */
  readonly cpu: () => Promise<number>;
} & AsyncDisposable;

const token = 'bench-bootstrap-token-0123456789';

const reply = <Message>(child: ChildProcess): Promise<Message> =>
  new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`The server under test ended with ${code}.`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as Message);
    });
  });

/** Starts the server in a process of its own on a migrated database. */
export const startServer = async (
  databaseUrl: string,
  { stubAppend = false, env = {} as Record<string, string> } = {},
): Promise<ServerUnderTest> => {
  const data = await mkdtemp(join(tmpdir(), 'nightjar-bench-data-'));
  const child = fork(new URL('child.ts', import.meta.url), {
    // As `npm start` has it: a young generation that is not left at 96 MiB, a heap that is collected when it has grown by
    // half, as V8 gives none of its pages back under load, and two arenas, as each thread's own keeps what it once held.
    execArgv: ['--expose-gc', '--max-semi-space-size=8', '--heap-growing-percent=50'],
    env: {
      ...process.env,
      MALLOC_ARENA_MAX: '2',
      DATABASE_URL: databaseUrl,
      NIGHTJAR_DATA: data,
      NIGHTJAR_BOOTSTRAP_TOKEN: token,
      ...(stubAppend ? { BENCH_STUB_APPEND: '1' } : {}),
      ...env,
    },
  });
  const { address } = await reply<{ address: string }>(child);
  return {
    address,
    token,
    memory: () => {
      const answer = reply<Memory>(child);
      child.send('memory');
      return answer;
    },
    cpu: async () => {
      const answer = reply<{ user: number; system: number }>(child);
      child.send('cpu');
      const { user, system } = await answer;
      return (user + system) / 1e6;
    },
    [Symbol.asyncDispose]: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.removeAllListeners('message');
      child.kill('SIGTERM');
      await ended;
      await rm(data, { recursive: true, force: true });
    },
  };
};
