import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { instantOf, readerFor } from '../read.ts';
import type { CatalogSettings } from '../settings.ts';
import { EntityList, ListQuery } from '../wire.ts';
import { entitiesMatching } from './queries.ts';

/** The list of the catalog, and its search. */
export const searchRoutes = (http: Http, kernel: Kernel, { synonyms }: CatalogSettings): void => {
  http.get(
    '/api/v1/catalog/entities',
    {
      config: { right: 'read', keep: true },
      schema: {
        summary: 'Entities that match a filter, and what is meant by the words in it, at any instant',
        tags: ['catalog'],
        querystring: ListQuery,
        response: { 200: EntityList },
      },
    },
    async (request): Promise<EntityList> => {
      const { q: query = '', limit = 50, cursor } = request.query;
      const at = instantOf(request.query);
      const reader = await readerFor(kernel, request, request.query);
      return entitiesMatching(reader, { query, limit, cursor, at, synonyms, now: at ?? kernel.clock.now() });
    },
  );
};
