import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { deliveryRoutes } from './delivery-routes.ts';
import type { House } from './house.ts';
import { begunSource, knownSource } from './known-source.ts';
import { listOf, pageOf } from './page.ts';
import { deliveries } from './projection.ts';
import { refuse } from './refusals.ts';
import { addSecret, disconnectSource, takeSecret, wellFormed } from './secrets.ts';
import { Done, MadeSecret, NewSecret, SourceList, SourcePage, smallBody } from './wire.ts';

const BySource = Type.Object({ source: Type.String() });
const Fresh = Type.Object({ min_pos: Type.Optional(Type.Integer({ minimum: 0 })) });

/** Where senders reach Nightjar: as it is set, else as this reader does. */
const baseOf = ({ publicUrl }: House, { protocol, host }: FastifyRequest): string =>
  publicUrl?.replace(/\/+$/, '') ?? `${protocol}://${host}`;

const secretRoutes = (http: Http, kernel: Kernel, house: House): void => {
  const config = { right: 'admin' } as const;
  const make = {
    summary: 'Make a secret of a source, shown this once; or give the sender’s own',
    params: BySource,
    body: Type.Union([NewSecret, Type.Null()]),
    response: { 201: MadeSecret },
  };
  http.post(
    '/api/v1/sources/:source/secrets',
    { config, bodyLimit: smallBody, schema: make },
    async ({ caller, params, body }, reply) => {
      const given = wellFormed(body?.secret);
      const { name, setup } = await begunSource(house, caller, params.source);
      if (setup.theirs === true && given === undefined)
        throw refuse('source.secret-theirs', { pointer: '/secret' });
      return reply.code(201).send(await addSecret(kernel, house, caller, name, given));
    },
  );

  const retire = {
    summary: 'Retire a secret, at once and for good',
    params: Type.Object({ source: Type.String(), id: Type.String({ maxLength: 100 }) }),
    response: { 200: Done },
  };
  http.delete(
    '/api/v1/sources/:source/secrets/:id',
    { config, bodyLimit: smallBody, schema: retire },
    async ({ caller, params }) => {
      const { name } = knownSource(house, caller, params.source);
      return takeSecret(kernel, house, caller, name, params.id);
    },
  );

  const all = { summary: 'Disconnect a source: all its secrets are retired', params: BySource };
  http.delete(
    '/api/v1/sources/:source/secrets',
    { config, bodyLimit: smallBody, schema: { ...all, response: { 200: Done } } },
    async ({ caller, params }) => {
      const { name } = knownSource(house, caller, params.source);
      return disconnectSource(kernel, house, caller, name);
    },
  );
};

export const routes = (http: Http, kernel: Kernel, house: House): void => {
  const config = { right: 'read' } as const;
  const readerFor = (caller: FastifyRequest['caller'], minPos: number | undefined) =>
    kernel.reader(caller, { of: [deliveries], ...(minPos === undefined ? {} : { minPos }) });

  const list = {
    summary: 'Every source, and how it stands',
    querystring: Fresh,
    response: { 200: SourceList },
  };
  http.get('/api/v1/sources', { config, schema: list }, async ({ caller, query }) =>
    listOf(kernel, house, await readerFor(caller, query.min_pos)),
  );

  const page = {
    summary: 'One source: how to set it up, and what has come from it',
    params: BySource,
    querystring: Fresh,
    response: { 200: SourcePage },
  };
  http.get('/api/v1/sources/:source', { config, schema: page }, async (request) => {
    const { caller, params, query } = request;
    const source = knownSource(house, caller, params.source);
    const reader = await readerFor(caller, query.min_pos);
    return pageOf(kernel, house, reader, source, baseOf(house, request as unknown as FastifyRequest));
  });

  secretRoutes(http, kernel, house);
  deliveryRoutes(http, kernel, house);
};
