import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { type Collector, type CollectorOptions, openCollector } from './collector.ts';
import type { Catalog } from './known.ts';
import { callsAsked, callsOf } from './list.ts';
import { tracesRoute } from './traces-route.ts';
import { CallList, CallQuery } from './wire.ts';

/** Traces come in, calls are looked up. When the door closes, what was heard and not yet written is written. */
export const callRoutes = (
  http: Http,
  kernel: Kernel,
  catalog: Catalog,
  options: CollectorOptions = {},
): Collector => {
  const collector = openCollector(kernel, catalog, options);
  http.addHook('onClose', collector.close);
  tracesRoute(http, collector);
  http.get(
    '/api/v1/catalog/calls',
    {
      config: { right: 'read' },
      schema: {
        summary: 'Calls between services as traces show them, by minute or longer steps',
        tags: ['catalog'],
        querystring: CallQuery,
        response: { 200: CallList },
      },
    },
    async (request): Promise<CallList> => {
      const { caller, query } = request;
      const asked = callsAsked(query, kernel.clock.now());
      const of = query.service === undefined ? undefined : await catalog.meant(caller, query.service);
      return callsOf(await kernel.reader(caller, { of: [] }), of === undefined ? asked : { ...asked, of });
    },
  );
  return collector;
};
