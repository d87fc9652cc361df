import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from '@nightjar/kernel/database/migrate';
import { type Embedded, startEmbedded } from '@nightjar/kernel/embedded/embedded';
import { marked, markerOf } from '@nightjar/kernel/embedded/processes';
import { expectGone } from './nothing-left.ts';

export type OwnCluster = {
  readonly url: string;
  readonly data: string;
  /** Resolves when PostgreSQL was started again after its end. */
  readonly revived: () => Promise<void>;
  /** SIGKILL for the postmaster alone, as the kernel's killer of processes does it. */
  readonly killPostmaster: () => void;
  /** SIGKILL for every process of the cluster at once: what shared memory held is gone, as after a crash of the machine. */
  readonly killEverything: () => Promise<void>;
} & AsyncDisposable;

/** A PostgreSQL of the test's own, as the product brings it along (durable, unlike that of the other tests). */
export const ownCluster = async (
  settings: Readonly<Record<string, string>> = {},
  filled?: string,
): Promise<OwnCluster> => {
  const data = filled ?? (await mkdtemp(join(tmpdir(), 'nightjar-enemy-')));
  const marker = await markerOf(data);
  expectGone(marker, data);
  let backs = 0;
  let seen = 0;
  let embedded: Embedded;
  try {
    embedded = await startEmbedded({
      data,
      settings: { shared_buffers: '32MB', ...settings },
      log: (line) => {
        if (line.startsWith('PostgreSQL is back')) backs += 1;
      },
    });
  } catch (error) {
    await rm(data, { recursive: true, force: true });
    throw error;
  }
  await migrate(embedded.url);
  return {
    url: embedded.url,
    data,
    revived: async () => {
      for (let waited = 0; backs <= seen; waited += 20) {
        if (waited > 20_000) throw new Error('PostgreSQL was not started again within 20 s.');
        await sleep(20);
      }
      seen = backs;
    },
    killPostmaster: () => void process.kill(embedded.pid, 'SIGKILL'),
    killEverything: async () => {
      for (const { pid } of await marked(marker)) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // It ended by itself.
        }
      }
    },
    [Symbol.asyncDispose]: async () => {
      await embedded.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
};
