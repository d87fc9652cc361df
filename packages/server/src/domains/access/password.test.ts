import { expect, test } from 'vitest';
import { hashPassword, isPassword } from './password.ts';

test('a password is known again, another is not, and the hash says how it was made', async () => {
  const kept = await hashPassword('correct horse battery');
  expect(kept).toMatchObject({ algorithm: 'argon2id', memory: 19_456, passes: 2, parallelism: 1 });
  expect(await isPassword('correct horse battery', kept)).toBe(true);
  expect(await isPassword('correct horse batterz', kept)).toBe(false);
  expect((await hashPassword('correct horse battery')).hash).not.toBe(kept.hash);
});

test('composed and decomposed letters are the same password', async () => {
  const kept = await hashPassword('fünfzehn Fässer');
  expect(await isPassword('fu\u0308nfzehn Fa\u0308sser', kept)).toBe(true);
});

test('nobody has no password, not even an empty one', async () => {
  expect(await isPassword('', null)).toBe(false);
});
