import { randomBytes } from 'node:crypto';
import { credential, credentialId, hashOf, sameHash } from './credential.ts';

/**
 * The one-time code of a first run: made anew at each start, kept as a hash, used once. The link carries it in the fragment,
 * which no browser sends, so that it reaches no log of ours or of a proxy.
 */
export type Welcome = {
  readonly link: string;
  /** Answers the way to take it back, should the joining fail; null where the code does not fit or is used. */
  readonly take: (code: string) => (() => void) | null;
};

export const linkOf = (code: string): string => `/welcome#code=${code}`;

export const newCode = (): string => credential('nji', credentialId(randomBytes(12)), randomBytes(32));

export const welcome = (): Welcome => {
  const code = newCode();
  const hash = hashOf(code);
  let used = false;
  return {
    link: linkOf(code),
    take: (given) => {
      if (used || !sameHash(hash, hashOf(given))) return null;
      used = true;
      return () => {
        used = false;
      };
    },
  };
};
