import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What PostgreSQL writes into postmaster.pid (src/include/utils/pidfile.h), as far as it has come. */
export type PidFile = {
  readonly pid: number;
  readonly startedAt: Date;
  readonly socketFolder: string;
  readonly ready: boolean;
};

const parsePidFile = (text: string): PidFile | undefined => {
  const [pid, , started, , socketFolder, , , status] = text.split('\n');
  // A minus sign marks a single-user backend.
  const number = Math.abs(Number.parseInt(pid ?? '', 10));
  if (Number.isNaN(number)) return undefined;
  return {
    pid: number,
    startedAt: new Date(Number(started ?? 0) * 1000),
    socketFolder: socketFolder ?? '',
    ready: status?.trim() === 'ready',
  };
};

export const readPidFile = async (cluster: string): Promise<PidFile | undefined> =>
  readFile(join(cluster, 'postmaster.pid'), 'utf8').then(parsePidFile, () => undefined);
