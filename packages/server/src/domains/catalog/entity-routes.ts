import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { Type } from 'typebox';
import { annotated } from './annotated.ts';
import { factsOf } from './facts.ts';
import { historyOf } from './history.ts';
import { pageOf } from './page.ts';
import { instantOf, readerFor } from './read.ts';
import { Annotated, AnnotateQuery, EntityPage, FactList, History, HistoryQuery, ReadQuery } from './wire.ts';

const params = Type.Object({ ref: Type.String({ maxLength: 500 }) });
const config = { right: 'read' } as const;
const tags = ['catalog'];

/** One entity: its page, who says what about it, and what became of it. */
export const entityRoutes = (http: Http, kernel: Kernel): void => {
  http.get(
    '/api/v1/catalog/entities/:ref',
    {
      config: { ...config, keep: true },
      schema: {
        summary: 'Everything about one entity, by reference, name or alias',
        tags,
        params,
        querystring: ReadQuery,
        response: { 200: EntityPage },
      },
    },
    async (request): Promise<EntityPage> =>
      pageOf(await readerFor(kernel, request, request.query), request.params.ref, instantOf(request.query)),
  );

  http.get(
    '/api/v1/catalog/entities/:ref/facts',
    {
      config,
      schema: {
        summary: 'Who says what about one entity, and why which word stands',
        tags,
        params,
        querystring: ReadQuery,
        response: { 200: FactList },
      },
    },
    async (request): Promise<FactList> =>
      factsOf(await readerFor(kernel, request, request.query), request.params.ref, instantOf(request.query)),
  );

  http.get(
    '/api/v1/catalog/entities/:ref/history',
    {
      config,
      schema: {
        summary: 'What became of one entity, newest first, with who did it',
        tags,
        params,
        querystring: HistoryQuery,
        response: { 200: History },
      },
    },
    async (request): Promise<History> => {
      const { limit = 50, cursor } = request.query;
      const reader = await readerFor(kernel, request, request.query);
      return historyOf(kernel.log, reader, request.params.ref, {
        at: instantOf(request.query),
        limit,
        cursor,
      });
    },
  );

  http.get(
    '/api/v1/catalog/entities/:ref/annotate',
    {
      config,
      schema: {
        summary: 'A descriptor to paste, that reads back as what the catalog shows',
        tags,
        params,
        querystring: AnnotateQuery,
        response: { 200: Annotated },
      },
    },
    async (request): Promise<Annotated> =>
      annotated(
        await readerFor(kernel, request, request.query),
        request.params.ref,
        request.query.form ?? 'backstage',
        instantOf(request.query),
      ),
  );
};
