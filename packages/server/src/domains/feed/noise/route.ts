import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { changes } from '../projection.ts';
import { inTime } from '../too-long.ts';
import { noise } from './queries.ts';
import { NoiseQuery, NoiseReport } from './wire.ts';

/** `GET /api/v1/noise`: which source fills the feed, and with what. */
export const noiseRoute = (http: Http, kernel: Kernel): void => {
  http.get(
    '/api/v1/noise',
    {
      config: { right: 'read' },
      schema: {
        summary: 'How noisy each source was in the last days, and a rule that would quieten it',
        tags: ['changes'],
        querystring: NoiseQuery,
        response: { 200: NoiseReport },
      },
    },
    async (request): Promise<NoiseReport> => {
      const { days = 7, source } = request.query;
      const reader = await kernel.reader(request.caller, { of: [changes] });
      return inTime(() => noise(reader, { days, source, now: kernel.clock.now() }));
    },
  );
};
