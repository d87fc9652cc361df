import { randomBytes } from 'node:crypto';
import { systemClock } from '@nightjar/kernel/clock';
import { sql } from '@nightjar/kernel/database/sql';
import { capturedLog } from '@nightjar/kernel/testing/captured-log';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { expect, test } from 'vitest';
import { open, seal, vaultKey } from './seal.ts';
import { openVault } from './vault.ts';

const key = vaultKey(randomBytes(32));
const secret = 'moth-wing-42-in-full';
const about = { id: 'sec_1', org: 1, owner: 'source:github', name: 'full' };

const opened = async (database: Awaited<ReturnType<typeof testDatabase>>, by = key) => {
  const { logger, logged } = capturedLog();
  const vault = await openVault({ database, logger, clock: systemClock }, by);
  return { vault, logged, [Symbol.dispose]: vault.close };
};

test('what is sealed opens with its key and in its place, and never twice to the same bytes', () => {
  const sealed = seal(key, secret, about);
  expect(open(key, sealed, about)).toEqual({ is: 'open', value: secret });
  expect(seal(key, secret, about).equals(sealed)).toBe(false);
  expect(sealed.toString('latin1')).not.toContain(secret);
});

test('another key, a changed byte, a cut end and another place are each told', () => {
  const sealed = seal(key, secret, about);
  expect(open(vaultKey(randomBytes(32)), sealed, about)).toEqual({ is: 'other-key' });
  for (let at = 9; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(open(key, changed, about)).toEqual({ is: 'damaged' });
  }
  for (const length of [0, 1, 20, sealed.length - 1])
    expect(open(key, sealed.subarray(0, length), about)).toEqual({ is: 'damaged' });
  const elsewhere = [{ org: 2 }, { owner: 'source:gitlab' }, { name: 'else' }, { id: 'sec_2' }];
  for (const other of elsewhere) expect(open(key, sealed, { ...about, ...other })).toEqual({ is: 'damaged' });
});

test('a secret holds once it is in force, in every process, the newest first, and goes when it is forgotten', async () => {
  await using database = await testDatabase();
  using one = await opened(database);
  using other = await opened(database);
  const keep = (id: string, value: string) =>
    one.vault.keep({ ...about, id, value, createdBy: 'person:ana' });
  await keep('sec_1', secret);
  expect(one.vault.values(1, 'source:github')).toEqual([]);
  await one.vault.enforce(1, 'sec_1');
  await keep('sec_2', 'the-second-secret');
  await one.vault.enforce(1, 'sec_2');
  await other.vault.refresh();
  for (const { vault } of [one, other]) {
    expect(vault.values(1, 'source:github')).toEqual(['the-second-secret', secret]);
    expect(vault.values(2, 'source:github')).toEqual([]);
    expect(JSON.stringify(vault.all())).not.toContain(secret);
  }
  const stored = JSON.stringify(await database.many(sql`select * from nightjar.secret`));
  expect(stored).not.toContain(Buffer.from(secret).toString('hex'));
  await one.vault.forget(1, ['sec_1', 'sec_2']);
  await other.vault.refresh();
  expect(other.vault.all()).toEqual([]);
});

test('one that has expired holds no more', async () => {
  await using database = await testDatabase();
  using house = await opened(database);
  const expiresAt = new Date(Date.now() - 1000);
  await house.vault.keep({ ...about, value: secret, createdBy: 'nightjar', expiresAt });
  await house.vault.enforce(1, 'sec_1');
  expect(house.vault.values(1, 'source:github')).toEqual([]);
});

test('rows that were tampered with, moved, or sealed with a key that is lost are shown as that, told once, and let nobody in', async () => {
  await using database = await testDatabase();
  using house = await opened(database);
  for (const id of ['sec_1', 'sec_2', 'sec_3']) {
    await house.vault.keep({ ...about, id, value: `${secret} ${id}`, createdBy: 'person:ana' });
    await house.vault.enforce(1, id);
  }
  await database.run(sql`update nightjar.secret set sealed = set_byte(sealed, 40, 7) where id = 'sec_1'`);
  await database.run(sql`update nightjar.secret set owner = 'source:gitlab' where id = 'sec_2'`);
  await house.vault.refresh();
  await house.vault.refresh();
  expect(house.vault.values(1, 'source:github')).toEqual([`${secret} sec_3`]);
  expect(house.vault.values(1, 'source:gitlab')).toEqual([]);
  expect(house.vault.all().map(({ id, is }) => [id, is])).toEqual(
    expect.arrayContaining([
      ['sec_1', 'damaged'],
      ['sec_2', 'damaged'],
      ['sec_3', 'open'],
    ]),
  );
  expect(house.logged().match(/cannot be opened/g)).toHaveLength(1);

  using stranger = await opened(database, vaultKey(randomBytes(32)));
  expect(stranger.vault.all().map(({ is }) => is)).toEqual(['other-key', 'other-key', 'other-key']);
  expect(stranger.logged()).toContain('cannot be opened');
  expect(house.logged() + stranger.logged()).not.toContain(secret);
});
