import { open, readFile, writeFile } from 'node:fs/promises';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type PidFile, readPidFile } from './pid-file.ts';
import type { Places } from './place.ts';
import { marked, type Process, processes } from './processes.ts';
import { embeddedRefusal } from './refusals.ts';
import { urlOf } from './socket-folder.ts';

/** What the server behind a pid file answered: which cluster it is, or that nobody listens, or nothing to rely on. */
export type Answer = { readonly is: 'cluster'; readonly id: string } | { readonly is: 'nobody' | 'unclear' };

const isPostgres = ({ command }: Process): boolean =>
  command.startsWith('postgres: ') || /(^|\/)postgres( |$)/.test(command);

/** Whether a pid file that none of our processes wrote can be disregarded. In doubt it cannot. */
export const isStale = (
  file: PidFile,
  holder: Process | undefined,
  bootedAt: Date,
  answer: Answer,
  clusterId: string,
): boolean => {
  if (holder === undefined || !isPostgres(holder)) return answer.is !== 'cluster' || answer.id !== clusterId;
  if (file.startedAt < bootedAt || answer.is === 'nobody') return true;
  return answer.is === 'cluster' && answer.id !== clusterId;
};

/** The first eight bytes of pg_control name the cluster (src/include/catalog/pg_control.h). */
const clusterIdOf = async (cluster: string): Promise<string> => {
  await using file = await open(join(cluster, 'global/pg_control'));
  const { buffer } = await file.read(Buffer.alloc(8), 0, 8, 0);
  return buffer.readBigUInt64LE().toString();
};

const ask = async (file: PidFile, password: string): Promise<Answer> => {
  if (file.socketFolder === '') return { is: 'unclear' };
  const client = new pg.Client({
    connectionString: urlOf(password, file.socketFolder),
    connectionTimeoutMillis: 3000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ id: string }>(
      'select system_identifier::text as id from pg_control_system()',
    );
    return { is: 'cluster', id: rows[0]?.id ?? '' };
  } catch (error) {
    return { is: (error as NodeJS.ErrnoException).code === 'ECONNREFUSED' ? 'nobody' : 'unclear' };
  } finally {
    await client.end().catch(() => {});
  }
};

const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

/**
 * Ends what a killed server left running. A postmaster gets a fast shutdown; backends without one notice by themselves,
 * and whoever does not within `patience` is told harder. True where there was anything.
 */
const endLeftovers = async (marker: string, pid: number | undefined, patience: number): Promise<boolean> => {
  const orders: NodeJS.Signals[] = ['SIGINT', 'SIGQUIT', 'SIGKILL'];
  for (const order of orders) {
    const left = await marked(marker);
    if (left.length === 0) return order !== 'SIGINT';
    const postmaster = left.find((it) => it.pid === pid);
    if (postmaster !== undefined) signal(postmaster.pid, order);
    else if (order !== 'SIGINT') for (const it of left) signal(it.pid, order);
    const deadline = performance.now() + patience;
    while ((await marked(marker)).length > 0 && performance.now() < deadline) await sleep(20);
  }
  const left = await marked(marker);
  if (left.length > 0)
    throw embeddedRefusal('embedded.in-use', {
      detail: `PostgreSQL processes of an earlier start do not end: ${left.map(({ pid }) => pid).join(', ')}.`,
    });
  return true;
};

/** Gives a pid file that nobody stands behind our own pid; refuses where somebody may. */
const disown = async (file: PidFile, { cluster }: Places, password: string): Promise<void> => {
  const holder = (await processes()).find(({ pid }) => pid === file.pid);
  const answer = await ask(file, password);
  const booted = new Date(Date.now() - uptime() * 1000);
  if (!isStale(file, holder, booted, answer, await clusterIdOf(cluster)))
    throw embeddedRefusal('embedded.in-use', {
      detail: `Process ${file.pid} may be a PostgreSQL that runs on ${cluster} (asked for its name: ${answer.is}).`,
    });
  const path = join(cluster, 'postmaster.pid');
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace(/^-?\d+/, String(process.pid)));
};

/**
 * Makes the folder free for a new postmaster. Called by the holder of the folder's lock, so any process with our marker is
 * an orphan. A stale pid file whose pid now belongs to somebody is not removed but given our own pid: PostgreSQL takes
 * its parent's pid as stale (miscinit.c, CreateLockFile) and still checks that no backend holds the old shared memory.
 */
export const clearLeftovers = async (
  places: Places,
  marker: string,
  password: string,
  { patience = 10_000 } = {},
): Promise<'nothing' | 'orphans' | 'stale file'> => {
  const before = await readPidFile(places.cluster);
  const ended = await endLeftovers(marker, before?.pid, patience);
  const file = await readPidFile(places.cluster);
  if (file !== undefined) await disown(file, places, password);
  if (ended) return 'orphans';
  return file === undefined ? 'nothing' : 'stale file';
};
