import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { readerFor } from '../fresh.ts';
import { inTime } from '../too-long.ts';
import { windowOf } from '../window.ts';
import { density } from './queries.ts';
import { Density, DensityQuery } from './wire.ts';

/** `GET /api/v1/changes/density`: how many changes, bucket by bucket, for a chart. */
export const densityRoute = (http: Http, kernel: Kernel): void => {
  http.get(
    '/api/v1/changes/density',
    {
      config: { right: 'read' },
      schema: {
        summary: 'How many changes match a filter, by kind and by buckets of a window',
        description:
          'Buckets are of the smallest round width at which there are no more than asked for; those in which nothing changed are left out. `partial` says that the counts of the fullest buckets are estimates.',
        tags: ['changes'],
        querystring: DensityQuery,
        response: { 200: Density },
      },
    },
    async (request): Promise<Density> => {
      const { q: query = '', view = 'all', from, to, buckets = 100 } = request.query;
      const wish = { query, view, buckets, now: kernel.clock.now(), ...windowOf(from, to, '/from') };
      const reader = await readerFor(kernel, request);
      return inTime(() => density(reader, wish));
    },
  );
};
