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

test('of many at once some are told to come back, and whoever is let in gets the right answer', async () => {
  const kept = await hashPassword('correct horse battery');
  const answers = await Promise.allSettled(
    Array.from({ length: 60 }, () => isPassword('correct horse battery', kept)),
  );
  const told = answers.map((it) => (it.status === 'fulfilled' ? it.value : it.reason.code));
  expect(told.filter((it) => it === true)).toHaveLength(22);
  expect(told.filter((it) => it === 'sign-in.busy')).toHaveLength(38);
});
