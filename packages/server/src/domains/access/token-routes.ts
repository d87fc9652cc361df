import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { Type } from 'typebox';
import { revokeToken } from './decide.ts';
import type { House } from './house.ts';
import { issue, rotate } from './issue.ts';
import { tokens } from './projection.ts';
import { tokensOf } from './queries.ts';
import { Done, IssuedToken, NewToken, Rotation, smallBody, TokenList } from './wire.ts';

const config = { right: 'admin' } as const;
const ById = Type.Object({ id: Type.String({ maxLength: 100 }) });

export const tokenRoutes = (http: Http, kernel: Kernel, house: House): void => {
  const list = {
    summary: 'The tokens, newest first; never their secrets',
    querystring: Type.Object({ min_pos: Type.Optional(Type.Integer({ minimum: 0 })) }),
    response: { 200: TokenList },
  };
  http.get('/api/v1/tokens', { config, schema: list }, async ({ caller, query }) => {
    const options = query.min_pos === undefined ? {} : { minPos: query.min_pos };
    return { tokens: await tokensOf(await kernel.reader(caller, { ...options, of: [tokens] })) };
  });

  const create = { summary: 'Issue a token', body: NewToken, response: { 201: IssuedToken } };
  http.post(
    '/api/v1/tokens',
    { config, bodyLimit: smallBody, schema: create },
    async ({ caller, body }, reply) => {
      const { name, rights, expiresAt = null } = body;
      return reply.code(201).send(await issue(house, caller, { name, rights, expiresAt }));
    },
  );

  const again = {
    summary: 'Put a new secret in the place of the old one, which holds for a grace',
    params: ById,
    body: Type.Union([Rotation, Type.Null()]),
    response: { 200: IssuedToken },
  };
  http.post(
    '/api/v1/tokens/:id/rotate',
    { config, bodyLimit: smallBody, schema: again },
    ({ caller, params, body }) => rotate(house, caller, params.id, body?.graceSeconds),
  );

  const revoke = { summary: 'Revoke a token, at once and for good', params: ById, response: { 200: Done } };
  http.delete(
    '/api/v1/tokens/:id',
    { config, bodyLimit: smallBody, schema: revoke },
    async ({ caller, params }) => {
      const { position } = await house.tokens.decide(caller, params.id, revokeToken());
      return { position };
    },
  );
};
