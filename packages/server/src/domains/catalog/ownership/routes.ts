import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { Type } from 'typebox';
import { instantOf, readerFor } from '../read.ts';
import { resolveRef } from '../resolve.ts';
import { ReadQuery } from '../wire.ts';
import { nudgesOf } from './nudges.ts';
import { whoAnswersFor } from './who.ts';
import { NudgeList, NudgesQuery, Who } from './wire.ts';

const config = { right: 'read' } as const;
const tags = ['catalog'];

/** Who answers for what, and where nobody surely does. */
export const ownershipRoutes = (http: Http, kernel: Kernel): void => {
  http.get(
    '/api/v1/catalog/entities/:ref/who',
    {
      config: { ...config, keep: true },
      schema: {
        summary: 'Who answers for it at this moment: owners, how sure that is, whom to call first',
        tags,
        params: Type.Object({ ref: Type.String({ maxLength: 500 }) }),
        querystring: ReadQuery,
        response: { 200: Who },
      },
    },
    async ({ caller, query, params }): Promise<Who> => {
      const reader = await readerFor(kernel, { caller }, query);
      const at = instantOf(query);
      const ref = await resolveRef(reader, params.ref, at);
      return whoAnswersFor(reader, ref, { at, clock: kernel.clock.now() });
    },
  );

  http.get(
    '/api/v1/catalog/nudges',
    {
      config,
      schema: {
        summary: 'Ownership that is missing, stale or contradictory, the most critical first',
        tags,
        querystring: NudgesQuery,
        response: { 200: NudgeList },
      },
    },
    async ({ caller, query }): Promise<NudgeList> => {
      const { q = '', limit = 100, cursor } = query;
      const reader = await readerFor(kernel, { caller }, query);
      const at = instantOf(query);
      return nudgesOf(reader, { at, now: kernel.clock.now(), limit, cursor, query: q });
    },
  );
};
