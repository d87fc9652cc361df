import { execFile } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';

export type Process = { readonly pid: number; readonly command: string };

const fromProc = async (): Promise<Process[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const all = await Promise.all(
    pids.map(async (pid) => {
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return { pid: Number(pid), command: command.replaceAll('\0', ' ').trim() };
    }),
  );
  return all.filter(({ command }) => command !== '');
};

const fromPs = async (): Promise<Process[]> => {
  const { stdout } = await promisify(execFile)('ps', ['-axo', 'pid=,command=']);
  return stdout.split('\n').flatMap((line) => {
    const [, pid, command] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined || command === undefined ? [] : [{ pid: Number(pid), command }];
  });
};

export const processes = (): Promise<Process[]> => (process.platform === 'linux' ? fromProc() : fromPs());

/**
 * The name that PostgreSQL shows in the title of each of its processes. A title can be read by everybody; the working
 * directory of a process of another account cannot, not even by root in a container without CAP_SYS_PTRACE.
 */
export const markerOf = async (root: string): Promise<string> => {
  const { dev, ino } = await stat(root);
  return `nightjar-${dev}-${ino}`;
};

/** A process of some folder's embedded cluster. */
export const isMarked = (command: string): boolean =>
  / cluster_name=nightjar-\d+-\d+$/.test(command) || /^postgres: nightjar-\d+-\d+:/.test(command);

/** Postmaster and backends of the cluster with this marker. */
export const marked = async (marker: string): Promise<Process[]> =>
  (await processes()).filter(
    ({ command }) =>
      command.startsWith(`postgres: ${marker}:`) || command.endsWith(` cluster_name=${marker}`),
  );
