import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { instantOf } from '../read.ts';
import { refuse } from '../refusals.ts';
import { DiscoveryList, ReadQuery } from '../wire.ts';
import { discoveryList } from './queries.ts';

/** How what is looked at by itself goes. */
export const discoveryRoutes = (http: Http, kernel: Kernel): void => {
  http.get(
    '/api/v1/catalog/discovery',
    {
      config: { right: 'read' },
      schema: {
        summary:
          'Clusters, clouds and hosts of code that are looked at, when each was last reached, and what keeps it',
        tags: ['catalog'],
        querystring: ReadQuery,
        response: { 200: DiscoveryList },
      },
    },
    async (request): Promise<DiscoveryList> => {
      const at = instantOf(request.query);
      if (at !== null) throw refuse('catalog.only-now');
      return discoveryList(await kernel.reader(request.caller));
    },
  );
};
