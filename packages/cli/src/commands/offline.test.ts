import { readdir, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from '@nightjar/kernel/database/sql';
import { openLog } from '@nightjar/kernel/log/open-log';
import { sealNext } from '@nightjar/kernel/seal/seal';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { expect, test } from 'vitest';
import { place } from '../testing/nightjar.ts';

const filled = async () => {
  const database = await testDatabase();
  const log = await openLog(database);
  const facts = Array.from({ length: 40 }, (_, n) => ({ type: 'Happened', data: { n } }));
  await log.append({ org: 1, stream: 's', facts });
  await sealNext(database);
  await log.close();
  return database;
};

test('a backup restores into an empty database, and into no other', async () => {
  await using from = await filled();
  await using into = await testDatabase();
  await using here = await place();
  const run = (url: string, ...args: string[]) => here.start(args, { env: { DATABASE_URL: url } }).said;
  const made = await run(from.url, 'backup', 'b.nightjar', '--json');
  expect(JSON.parse(made.out)).toMatchObject({ facts: 40, epoch: 1, file: 'b.nightjar' });
  expect((await stat(join(here.folder, 'b.nightjar'))).mode & 0o777).toBe(0o600);
  const second = await run(from.url, 'backup', 'b.nightjar');
  expect(second).toMatchObject({ code: 2, err: expect.stringContaining('b.nightjar is there already.') });
  expect((await run(from.url, 'backup', 'b.nightjar', '--force')).code).toBe(0);
  const restored = await run(into.url, 'restore', 'b.nightjar');
  expect(restored).toMatchObject({ code: 0, err: '' });
  expect(restored.out).toMatch(/^40 facts of .+, verified; epoch 2\n$/);
  const again = await run(into.url, 'restore', 'b.nightjar');
  expect(again.code).toBe(1);
  expect(again.err).toContain('Restore into an empty');
});

test('half a backup restores nothing, and a backup that fails leaves no file', async () => {
  await using from = await filled();
  await using into = await testDatabase();
  await using here = await place();
  const run = (url: string, ...args: string[]) => here.start(args, { env: { DATABASE_URL: url } }).said;
  await run(from.url, 'backup', 'b.nightjar');
  await truncate(join(here.folder, 'b.nightjar'), 500);
  expect((await run(into.url, 'restore', 'b.nightjar')).code).toBe(1);
  expect(await into.one(sql`select count(*) as n from nightjar.event`)).toEqual({ n: 0 });
  expect((await run(from.url, 'backup', 'no-such-folder/b')).err).toContain('Cannot write no-such-folder/b');
  const away = await run('postgres://nobody@127.0.0.1:1/x', 'backup', 'c.nightjar');
  expect(away.code).toBe(1);
  expect(await readdir(here.folder)).toEqual(['b.nightjar']);
});

test('one changed byte in history is found and located', async () => {
  await using database = await filled();
  await using here = await place();
  const verify = (...args: string[]) =>
    here.start(['log', 'verify', ...args], { env: { DATABASE_URL: database.url } }).said;
  const well = await verify();
  expect(well.code).toBe(0);
  expect(well.out).toMatch(/^40 facts in 1 blocks; 0 places damaged\nnewest seal [0-9a-f]{64}/);
  await database.run(sql`update nightjar.event set data = '{"n": 8}' where pos = 7`);
  const ill = await verify('--json');
  expect(ill.code).toBe(1);
  expect(JSON.parse(ill.out).damage).toMatchObject([{ is: 'changed', from: 1, to: 40 }]);
  expect((await verify()).out).toContain('damaged  facts 1 to 40');
});

test('where there is no database, that is said', async () => {
  await using here = await place();
  const said = await here.run('log', 'verify');
  expect(said.code).toBe(1);
  expect(said.err).toContain('There is no database in');
  await writeFile(join(here.folder, 'x'), '');
  expect((await here.run('restore', 'missing')).code).toBe(2);
});
