import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { refusals } from '@nightjar/kernel/refusal';
import type { PasswordHash } from './events.ts';
import { turns } from './turns.ts';

/** OWASP's Password Storage Cheat Sheet, first choice for Argon2id: 19 MiB, 2 passes, 1 lane. Some 20 ms on one core here. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 };
const derive = promisify(argon2);

const refuse = refusals({
  'sign-in.busy': {
    kind: 'busy',
    says: 'Too many people sign in or join at this moment.',
    next: 'Try again in a second.',
  },
});

/** Each takes 19 MiB and a thread of four that files and names are looked up with too; twenty wait for a quarter of a second. */
const inTurn = turns({ atOnce: 2, waiting: 20 }, () => refuse('sign-in.busy', { retryAfterSeconds: 1 }));

/** The same text from every keyboard: NFC, as RFC 8265 has it for passwords. */
const messageOf = (password: string): Buffer => Buffer.from(password.normalize('NFC'));

export const hashPassword = async (password: string): Promise<PasswordHash> => {
  const salt = randomBytes(16);
  const hash = await inTurn(() =>
    derive('argon2id', { message: messageOf(password), nonce: salt, tagLength: 32, ...cost }),
  );
  return { algorithm: 'argon2id', ...cost, salt: salt.toString('base64'), hash: hash.toString('base64') };
};

/** For a name that nobody has: as much work as for a real one, so that the time does not tell which names exist. */
const nobody: PasswordHash = {
  algorithm: 'argon2id',
  ...cost,
  salt: Buffer.alloc(16).toString('base64'),
  hash: Buffer.alloc(32).toString('base64'),
};

export const isPassword = async (password: string, kept: PasswordHash | null): Promise<boolean> => {
  const { memory, passes, parallelism, salt, hash } = kept ?? nobody;
  const expected = Buffer.from(hash, 'base64');
  const nonce = Buffer.from(salt, 'base64');
  const given = await inTurn(() =>
    derive('argon2id', {
      message: messageOf(password),
      nonce,
      tagLength: expected.length,
      memory,
      passes,
      parallelism,
    }),
  );
  return timingSafeEqual(given, expected) && kept !== null;
};
