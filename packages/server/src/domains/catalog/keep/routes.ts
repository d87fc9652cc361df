import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { Type } from 'typebox';
import { readerFor } from '../read.ts';
import { keptCatalog } from './queries.ts';
import { KeepQuery, KeptCatalog } from './wire.ts';

const zipped = promisify(gzip);

/** What a device keeps of the catalog, in one answer: compressed, and not sent again to who has it. */
export const keepRoutes = (http: Http, kernel: Kernel): void => {
  http.get(
    '/api/v1/catalog/keep',
    {
      config: { right: 'read', keep: true },
      schema: {
        summary: 'The part of the catalog that a device keeps for when Nightjar cannot be reached',
        description:
          'At most 5,000 services and 10 MB: those that `me` and their teams own first, then by tier. With `If-None-Match` it is sent only where it differs.',
        tags: ['catalog'],
        querystring: KeepQuery,
        response: { 200: KeptCatalog, 304: Type.Null() },
      },
    },
    async (request, reply) => {
      const reader = await readerFor(kernel, request, {});
      const { position, ...kept } = await keptCatalog(reader, request.query.me ?? null);
      // The position moves with every fact there is; what is kept is the same for all that.
      const told = JSON.stringify(kept);
      const etag = `"${createHash('sha256').update(told).digest('base64url').slice(0, 22)}"`;
      reply.headers({ etag, vary: 'accept-encoding' });
      if (request.headers['if-none-match'] === etag) return reply.code(304).send(null);
      // Five megabytes are put together once.
      const text = `${told.slice(0, -1)},"position":${position}}`;
      reply.type('application/json; charset=utf-8');
      if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(text as never);
      return reply.header('content-encoding', 'gzip').send((await zipped(text, { level: 5 })) as never);
    },
  );
};
