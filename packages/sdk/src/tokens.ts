import type { Line } from './line.ts';
import type { NewToken, Right, Token } from './wire.ts';

export type TokenRequest = {
  readonly name: string;
  readonly rights: readonly Right[];
  /** ISO 8601; never where not given. */
  readonly expiresAt?: string | undefined;
};

export type Tokens = {
  /** The secret is in this answer and nowhere else. */
  readonly create: (request: TokenRequest) => Promise<NewToken>;
  readonly list: () => Promise<readonly Token[]>;
  /** A new secret for the same token; the old one works for a while longer, so that it can be changed everywhere. */
  readonly rotate: (id: string) => Promise<NewToken>;
  readonly revoke: (id: string) => Promise<void>;
};

const path = '/api/v1/tokens';

export const tokensOver = (line: Line): Tokens => ({
  create: (request) => line.json<NewToken>({ method: 'POST', path, body: request }, ['id', 'secret']),
  list: async () => (await line.json<{ tokens: readonly Token[] }>({ path }, ['tokens'])).tokens,
  rotate: (id) =>
    line.json<NewToken>({ method: 'POST', path: `${path}/${encodeURIComponent(id)}/rotate` }, [
      'id',
      'secret',
    ]),
  revoke: (id) =>
    line.done({ method: 'DELETE', path: `${path}/${encodeURIComponent(id)}`, repeatable: true }),
});
