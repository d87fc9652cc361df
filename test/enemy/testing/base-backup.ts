import { execFile } from 'node:child_process';
import { chown, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

/** Settings with which a base backup becomes a copy that was promoted: it recovers as far as it must and no further. */
export const promoted = {
  hot_standby: 'off',
  restore_command: 'false',
  recovery_target: 'immediate',
  recovery_target_action: 'promote',
};

/**
 * Copies the data folder of a running cluster as pg_basebackup would (PostgreSQL manual, 25.3.3 "Making a base backup
 * using the low level API"). Answers the new data folder, ready to be started with `promoted`.
 */
export const baseBackup = async (url: string, data: string): Promise<string> => {
  const copy = await mkdtemp(join(tmpdir(), 'nightjar-enemy-copy-'));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("select pg_backup_start('enemy', true)");
  // Files of dropped tables may vanish under the copy, which `cp` reports at its end: the log of changes makes up for them.
  await run('cp', ['-a', join(data, 'postgres'), join(data, 'postgres.password'), copy]).catch(() => {});
  const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)');
  await client.end();
  const cluster = join(copy, 'postgres');
  await run('cp', ['-a', join(data, 'postgres', 'pg_wal'), cluster]);
  await rm(join(cluster, 'postmaster.pid'), { force: true });
  const { uid, gid } = await stat(cluster);
  for (const [name, text] of [
    ['backup_label', rows[0]?.labelfile ?? ''],
    ['recovery.signal', ''],
  ] as const) {
    await writeFile(join(cluster, name), text);
    await chown(join(cluster, name), uid, gid);
  }
  return copy;
};
