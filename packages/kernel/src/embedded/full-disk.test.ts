import { execFileSync } from 'node:child_process';
import { rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../database/database.ts';
import { raw, sql } from '../database/sql.ts';
import { startEmbedded } from './embedded.ts';
import { testFolder } from './testing/folder.ts';

/** A disk of its own, as only root with CAP_SYS_ADMIN can have it; elsewhere these tests are left out. */
const smallDisk = async (mebibytes: number) => {
  const folder = await testFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m,mode=755`, 'tmpfs', folder.path], {
    stdio: 'ignore',
  });
  return {
    path: folder.path,
    [Symbol.asyncDispose]: async () => {
      execFileSync('umount', ['--lazy', folder.path]);
      await folder[Symbol.asyncDispose]();
    },
  };
};

const mayMount = await smallDisk(1).then(
  async (disk) => {
    await disk[Symbol.asyncDispose]();
    return true;
  },
  () => false,
);

/** Leaves `free` bytes. */
const fill = async (path: string, free = 0): Promise<void> => {
  const { bavail, bsize } = await statfs(path);
  await writeFile(join(path, 'ballast'), Buffer.alloc(bavail * bsize - free)).catch(() => {});
};

test.runIf(mayMount)(
  'a full disk is said, nothing acknowledged is lost, and all goes on when there is room again',
  async () => {
    await using disk = await smallDisk(160);
    const said: string[] = [];
    const data = join(disk.path, 'data');
    const embedded = await startEmbedded({ data, log: (line) => said.push(line) });
    const database = openDatabase(embedded.url, { connections: 2 });
    await database.run(raw('create table kept (n int)'));
    await fill(disk.path, 4 * 2 ** 20);
    let acknowledged = 0;
    // The write-ahead log grows by 1 MiB a row: it is the one file that PostgreSQL cannot do without.
    const insert = () => sql`insert into kept select ${acknowledged + 1}
      from pg_logical_emit_message(true, 'ballast', repeat('x', 1048576))`;
    const failed = async (): Promise<boolean> => {
      try {
        await database.run(insert());
        acknowledged += 1;
        return false;
      } catch {
        return true;
      }
    };
    for (let tries = 0; tries < 2000 && !(await failed()); tries += 1);
    expect(acknowledged).toBeGreaterThan(0);
    await expect.poll(() => said.join('\n'), { timeout: 15_000 }).toMatch(/The disk that holds .* is full/);
    await rm(join(disk.path, 'ballast'));
    const count = () =>
      database.one<{ n: number }>(sql`select max(n) as n from kept`).then(
        (row) => row?.n,
        () => undefined,
      );
    await expect.poll(count, { timeout: 30_000, interval: 200 }).toBeGreaterThanOrEqual(acknowledged);
    expect(await failed()).toBe(false);
    await database.close();
    await embedded.stop();
  },
  60_000,
);

test.runIf(mayMount)('a first start on a full disk says so, and the next one begins anew', async () => {
  await using disk = await smallDisk(120);
  const data = join(disk.path, 'data');
  await fill(disk.path);
  await expect(startEmbedded({ data })).rejects.toThrow(/The disk that holds .* is full/);
  await rm(join(disk.path, 'ballast'));
  const { stop } = await startEmbedded({ data });
  await stop();
});
