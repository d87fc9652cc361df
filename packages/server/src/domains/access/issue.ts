import { randomBytes } from 'node:crypto';
import type { Caller, Right } from '@nightjar/kernel/caller';
import { credential, credentialId, hashOf, prefixOf } from './credential.ts';
import { issueToken, rotateToken } from './decide.ts';
import type { House } from './house.ts';
import type { IssuedToken } from './wire.ts';

const dayMs = 86_400_000;

/** A token as it is shown once; what is recorded is its hash. */
const newToken = (id: string) => {
  const token = credential('njt', id, randomBytes(32));
  return { token, hash: hashOf(token), prefix: prefixOf(token) };
};

type Wanted = { readonly name: string; readonly rights: readonly Right[]; readonly expiresAt: string | null };

export const issue = async (house: House, caller: Caller, wanted: Wanted): Promise<IssuedToken> => {
  const id = credentialId(randomBytes(12));
  const { token, hash, prefix } = newToken(id);
  const command = issueToken({ ...wanted, hash, prefix }, house.clock.now());
  const { position } = await house.tokens.decide(caller, id, command);
  return { id, token, position };
};

export const rotate = async (
  house: House,
  caller: Caller,
  id: string,
  graceSeconds = dayMs / 1000,
): Promise<IssuedToken> => {
  const { token, hash, prefix } = newToken(id);
  const previousUntil = new Date(house.clock.now().getTime() + graceSeconds * 1000).toISOString();
  const { position } = await house.tokens.decide(caller, id, rotateToken(hash, prefix, previousUntil));
  return { id, token, previousUntil, position };
};

/** An admin token under an id that may have one already, which then holds no more. Answers the token itself. */
export const issueInPlace = async (
  house: House,
  caller: Caller,
  id: string,
  name: string,
): Promise<string> => {
  const { token, hash, prefix } = newToken(id);
  const now = house.clock.now();
  await house.tokens.decide(caller, id, (standing) =>
    standing.is === 'unknown'
      ? issueToken({ name, rights: ['admin'], expiresAt: null, hash, prefix }, now)(standing)
      : rotateToken(hash, prefix, now.toISOString())(standing),
  );
  return token;
};
