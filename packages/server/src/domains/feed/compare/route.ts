import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { readerFor } from '../fresh.ts';
import { inTime } from '../too-long.ts';
import { windowOf } from '../window.ts';
import { compare } from './queries.ts';
import { CompareQuery, Comparison } from './wire.ts';

/** `GET /api/v1/changes/compare`: what is in this window of time that was not in that. */
export const compareRoute = (http: Http, kernel: Kernel): void => {
  http.get(
    '/api/v1/changes/compare',
    {
      config: { right: 'read' },
      schema: {
        summary: 'What differs between two windows of time, by service, kind and actor',
        tags: ['changes'],
        querystring: CompareQuery,
        response: { 200: Comparison },
      },
    },
    async (request): Promise<Comparison> => {
      const { q: query = '', view = 'all', from, to, other_from, other_to } = request.query;
      const wish = {
        query,
        view,
        here: windowOf(from, to, '/from'),
        there: windowOf(other_from, other_to, '/other_from'),
        now: kernel.clock.now(),
      };
      const reader = await readerFor(kernel, request);
      return inTime(() => compare(reader, wish));
    },
  );
};
