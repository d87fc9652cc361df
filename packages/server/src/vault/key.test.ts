import { randomBytes } from 'node:crypto';
import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { testFolder } from '@nightjar/kernel/embedded/testing/folder';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { expect, test } from 'vitest';
import { keyInSetting } from './key.ts';
import { openKey } from './open-key.ts';
import { vaultKey } from './seal.ts';

test('32 bytes in base64 are the key, anything else is stretched with the id of the log, and short ones are refused', () => {
  const bytes = randomBytes(32);
  for (const form of ['base64', 'base64url'] as const)
    expect(keyInSetting(bytes.toString(form), 'log')).toEqual(bytes);
  const passphrase = 'correct horse battery staple';
  const stretched = keyInSetting(passphrase, 'log');
  expect(stretched).toHaveLength(32);
  expect(keyInSetting(passphrase, 'log')).toEqual(stretched);
  expect(keyInSetting(passphrase, 'other')).not.toEqual(stretched);
  expect(() => keyInSetting('short', 'log')).toThrow('a passphrase of at least 16 characters');
});

test('a first start makes a key file for nobody else to read; later ones find it', async () => {
  await using folder = await testFolder();
  await using database = await testDatabase();
  const file = join(folder.path, 'secret.key');
  const key = await openKey(database, { data: folder.path });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await openKey(database, { data: folder.path })).toEqual(key);
  expect(vaultKey(Buffer.from(await readFile(file, 'utf8'), 'base64'))).toEqual(key);
  const set = { data: folder.path, secretKey: 'correct horse battery staple' };
  expect(await openKey(database, set)).not.toEqual(key);
});

test('a key file that others may read, or that holds no key, is refused without a word of what is in it', async () => {
  await using folder = await testFolder();
  await using database = await testDatabase();
  const file = join(folder.path, 'secret.key');
  await openKey(database, { data: folder.path });
  await chmod(file, 0o640);
  await expect(openKey(database, { data: folder.path })).rejects.toThrow(
    `${file} can be read by others (mode 640).`,
  );
  await chmod(file, 0o600);
  await writeFile(file, 'half-a-key');
  await expect(openKey(database, { data: folder.path })).rejects.toThrow(`${file} holds no key.`);
});
