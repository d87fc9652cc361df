import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { instantOf, readerFor } from '../read.ts';
import { resolveRef } from '../resolve.ts';
import { cyclesIn, graphOf, impactOf, pathsBetween } from './queries.ts';
import { residentOf } from './resident-of.ts';
import { Cycles, CyclesQuery, Graph, GraphQuery, Impact, ImpactQuery, Paths, PathsQuery } from './wire.ts';

const config = { right: 'read' } as const;
const tags = ['catalog'];
/** The schemas are for /openapi.json: the compiled writer asks ajv at every value that may be null, 6 times as slow. */
const serializerCompiler = () => JSON.stringify;

/** Steps of a way, where nobody asks for fewer: every beginning is checked for circles, 50,000 of 1,000 steps take 0.1 s. */
const longestWay = 1000;

/** What needs what, and what follows from it. */
export const graphRoutes = (http: Http, kernel: Kernel): void => {
  const resident = residentOf(kernel);

  http.get(
    '/api/v1/catalog/graph',
    {
      config,
      schema: {
        summary: 'What an entity needs, what needs it, or everything that is connected',
        tags,
        querystring: GraphQuery,
        response: { 200: Graph },
      },
      serializerCompiler,
    },
    async ({ caller, query }): Promise<Graph> => {
      const { q = '', direction = 'both', depth = 2, limit = 1000 } = query;
      const reader = await readerFor(kernel, { caller }, query);
      const at = instantOf(query);
      const of = query.of === undefined ? null : await resolveRef(reader, query.of, at);
      return graphOf(resident, reader, {
        of,
        query: q,
        direction,
        depth,
        limit,
        at,
        clock: kernel.clock.now(),
      });
    },
  );

  http.get(
    '/api/v1/catalog/impact',
    {
      config,
      schema: {
        summary: 'What breaks if it breaks: whatever needs it, directly or through others',
        tags,
        querystring: ImpactQuery,
        response: { 200: Impact },
      },
      serializerCompiler,
    },
    async ({ caller, query }): Promise<Impact> => {
      const { depth = Number.POSITIVE_INFINITY, limit = 1000 } = query;
      const reader = await readerFor(kernel, { caller }, query);
      const at = instantOf(query);
      const of = await resolveRef(reader, query.of, at);
      return impactOf(resident, reader, { of, depth, limit, at });
    },
  );

  http.get(
    '/api/v1/catalog/paths',
    {
      config,
      schema: {
        summary: 'The shortest ways by which one needs the other',
        tags,
        querystring: PathsQuery,
        response: { 200: Paths },
      },
    },
    async ({ caller, query }): Promise<Paths> => {
      const { depth: longest = longestWay, limit = 5 } = query;
      const reader = await readerFor(kernel, { caller }, query);
      const at = instantOf(query);
      const [from, to] = await Promise.all([
        resolveRef(reader, query.from, at),
        resolveRef(reader, query.to, at),
      ]);
      return pathsBetween(resident, reader, { from, to, longest, limit, at });
    },
  );

  http.get(
    '/api/v1/catalog/cycles',
    {
      config,
      schema: {
        summary: 'Groups of entities each of which needs every other',
        tags,
        querystring: CyclesQuery,
        response: { 200: Cycles },
      },
    },
    async ({ caller, query }): Promise<Cycles> => {
      const reader = await readerFor(kernel, { caller }, query);
      const at = instantOf(query);
      const of = query.of === undefined ? null : await resolveRef(reader, query.of, at);
      return cyclesIn(resident, reader, { of, at });
    },
  );
};
