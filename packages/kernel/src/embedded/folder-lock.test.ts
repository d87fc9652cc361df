import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { lockFolder } from './folder-lock.ts';
import { testFolder } from './testing/folder.ts';

test('of many who want a folder at once, one holds it, and the others learn who', async () => {
  await using folder = await testFolder();
  const all = await Promise.all(
    Array.from({ length: 20 }, (_, index) => lockFolder(folder.path, 'test', () => ({ index }))),
  );
  const holder = all.findIndex((it) => it.is === 'held');
  expect(all.filter((it) => it.is === 'taken' && (it.by as { index: number }).index === holder)).toHaveLength(
    19,
  );
  const held = all[holder];
  if (held?.is === 'held') await held.release();
  const next = await lockFolder(folder.path, 'test', () => null);
  expect(next.is).toBe('held');
  if (next.is === 'held') await next.release();
});

test('one folder is held for several purposes', async () => {
  await using folder = await testFolder();
  const [one, two] = [
    await lockFolder(folder.path, 'one', () => 1),
    await lockFolder(folder.path, 'two', () => 2),
  ];
  expect([one.is, two.is]).toEqual(['held', 'held']);
  for (const it of [one, two]) if (it.is === 'held') await it.release();
});

test('a holder that is killed leaves nothing behind', async () => {
  await using folder = await testFolder();
  const program = `
    const { lockFolder } = await import(${JSON.stringify(import.meta.resolve('./folder-lock.ts'))});
    console.log((await lockFolder(${JSON.stringify(folder.path)}, 'test', () => null)).is);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program]);
  expect(String((await once(child.stdout, 'data'))[0]).trim()).toBe('held');
  expect((await lockFolder(folder.path, 'test', () => null)).is).toBe('taken');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const next = await lockFolder(folder.path, 'test', () => null);
  expect(next.is).toBe('held');
  if (next.is === 'held') await next.release();
});
