import { open, readFile, writeFile } from 'node:fs/promises';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type PidFile, readPidFile } from './pid-file.ts';
import type { Places } from './place.ts';
import { isMarked, marked, type Process, processes } from './processes.ts';
import { embeddedRefusal } from './refusals.ts';
import { urlOf } from './socket-folder.ts';

/** What the server behind a pid file answered: which cluster it is, or that nobody listens, or nothing to rely on. */
export type Answer = { readonly is: 'cluster'; readonly id: string } | { readonly is: 'nobody' | 'unclear' };

/** A PostgreSQL, and not one that the marker shows to be of another folder. */
const mayBeOurs = ({ command }: Process): boolean =>
  (command.startsWith('postgres: ') || /(^|\/)postgres( |$)/.test(command)) && !isMarked(command);

/** Whether a pid file that none of our processes wrote can be disregarded. In doubt it cannot. */
export const isStale = (
  file: PidFile,
  holder: Process | undefined,
  bootedAt: Date,
  answer: Answer,
  clusterId: string,
): boolean => {
  if (holder === undefined || !mayBeOurs(holder)) return answer.is !== 'cluster' || answer.id !== clusterId;
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

/** How long each order may take, in ms: a checkpoint for a postmaster; backends without one have nothing to write. */
const patience = { SIGINT: 10_000, SIGTERM: 1000, SIGQUIT: 3000, SIGKILL: 3000 } as const;

/**
 * Ends what a killed server left running, the postmaster first and in order; backends whose postmaster is gone mostly
 * notice by themselves. True where there was anything.
 */
const endLeftovers = async (marker: string, pid: number | undefined): Promise<boolean> => {
  for (const harder of ['', 'SIGQUIT', 'SIGKILL'] as const) {
    const left = await marked(marker);
    if (left.length === 0) return harder !== '';
    const postmaster = left.find((it) => it.pid === pid);
    const order = harder || (postmaster === undefined ? 'SIGTERM' : 'SIGINT');
    for (const it of postmaster === undefined ? left : [postmaster]) signal(it.pid, order);
    const deadline = performance.now() + patience[order];
    while ((await marked(marker)).length > 0 && performance.now() < deadline) await sleep(20);
  }
  const left = (await marked(marker)).map((it) => it.pid);
  if (left.length > 0)
    throw embeddedRefusal('embedded.in-use', {
      detail: `PostgreSQL processes of an earlier start do not end: ${left.join(', ')}.`,
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
): Promise<'nothing' | 'orphans' | 'stale file'> => {
  const before = await readPidFile(places.cluster);
  const ended = await endLeftovers(marker, before?.pid);
  const file = await readPidFile(places.cluster);
  if (file !== undefined) await disown(file, places, password);
  if (ended) return 'orphans';
  return file === undefined ? 'nothing' : 'stale file';
};
