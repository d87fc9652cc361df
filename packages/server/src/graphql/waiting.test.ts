import { EventEmitter, once } from 'node:events';
import { request } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { expect, test } from 'vitest';
import { graphHouse } from './testing/house.ts';
import { waiting } from './waiting.ts';

test('after a client has gone away nothing more is read for it', async () => {
  const asked = new EventEmitter();
  const steps: string[] = [];
  await using house = await graphHouse({
    more: [
      {
        types: 'type Step { next: Step }  extend type Query { step: Step }',
        reads: [],
        resolvers: {
          Query: {
            step: async (_: unknown, __: unknown, { reader }) => {
              steps.push('first');
              asked.emit('begun');
              await once(asked, 'gone');
              // Node tells of the end of a connection in a turn of its own.
              await new Promise((resolve) => setTimeout(resolve, 200));
              await reader.one({ parts: ['select 1'], values: [] });
              steps.push('read on');
              return {};
            },
          },
        },
      },
    ],
  });
  await house.http.listen({ port: 0, host: '127.0.0.1' });
  const address = house.http.server.address();
  const begun = once(asked, 'begun');
  const client = request({
    port: typeof address === 'object' ? address?.port : 0,
    method: 'POST',
    path: '/graphql',
    headers: { authorization: 'Bearer read', 'content-type': 'application/json' },
  });
  client.on('error', () => {});
  client.end(JSON.stringify({ query: '{ step { next { __typename } } }' }));
  await begun;
  client.destroy();
  asked.emit('gone');
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(steps).toEqual(['first']);
  expect(house.logged(), 'nothing of ours is broken').not.toContain('nobody foresaw');
});

test('what takes too long is given up in words', async () => {
  const nobody = { raw: { socket: new EventEmitter() } } as unknown as FastifyRequest;
  const never = waiting(nobody, 20, async (signal) => {
    await once(signal, 'abort');
    signal.throwIfAborted();
  });
  await expect(never).rejects.toMatchObject({
    code: 'graphql.too-slow',
    message: 'It was not answered within 0.02 s.',
  });
});
