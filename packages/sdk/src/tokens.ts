import type { Line } from './line.ts';
import type { Done, IssuedToken, Right, Token } from './wire.ts';

type TokenRequest = {
  readonly name: string;
  readonly rights: readonly Right[];
  /** ISO 8601; never where not given. */
  readonly expiresAt?: string | null | undefined;
};

export type Tokens = {
  /** The token is in this answer and nowhere else. */
  readonly create: (request: TokenRequest) => Promise<IssuedToken>;
  readonly list: () => Promise<readonly Token[]>;
  /** A new secret; the old one works for `graceSeconds` longer (a day where not given), to be changed everywhere. */
  readonly rotate: (id: string, graceSeconds?: number) => Promise<IssuedToken>;
  readonly revoke: (id: string) => Promise<Done>;
};

const path = '/api/v1/tokens';
const of = (id: string): string => `${path}/${encodeURIComponent(id)}`;

export const tokensOver = (line: Line): Tokens => ({
  create: (request) => line.json<IssuedToken>({ method: 'POST', path, body: request }, ['id', 'token']),
  list: async () => (await line.json<{ tokens: readonly Token[] }>({ path }, ['tokens'])).tokens,
  rotate: (id, graceSeconds) =>
    line.json<IssuedToken>({ method: 'POST', path: `${of(id)}/rotate`, body: { graceSeconds } }, [
      'id',
      'token',
    ]),
  revoke: (id) => line.json<Done>({ method: 'DELETE', path: of(id), repeatable: true }, ['position']),
});
