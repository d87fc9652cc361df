import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { reconcilerList } from './queries.ts';
import type { Reconciler } from './reconciler.ts';
import { ReconcilerList } from './wire.ts';

/** How what is asked for by itself goes. */
export const reconcilerRoutes = (http: Http, kernel: Kernel, reconcilers: readonly Reconciler[]): void => {
  http.get(
    '/api/v1/reconcilers',
    {
      config: { right: 'read' },
      schema: {
        summary: 'What is asked for changes that webhooks may have lost, and how each stands',
        tags: ['sources'],
        response: { 200: ReconcilerList },
      },
    },
    async (request): Promise<ReconcilerList> =>
      reconcilerList(await kernel.reader(request.caller), reconcilers),
  );
};
