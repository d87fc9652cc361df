import { Readable } from 'node:stream';
import { weights as shipped } from '@nightjar/diagnosis/weights';
import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { Type } from 'typebox';
import { type WeightsTaken, weightsStream } from '../events.ts';
import { alertGroups } from '../groups/projection.ts';
import { diagnoses } from '../projection.ts';
import { casesOf } from './cases.ts';
import { figuresIn } from './figures.ts';
import { takeWeights } from './take.ts';
import { DiagnosisCaseQuery, DiagnosisFigures, NewWeights, StandingWeights, TakenWeights } from './wire.ts';

const tags = ['diagnosis'];
const config = { right: 'read' } as const;
const Fresh = Type.Object({ min_pos: Type.Optional(Type.Integer({ minimum: 0 })) });

/** What was said and what came out, for who learns from it. */
export const learningRoutes = (http: Http, kernel: Kernel): void => {
  http.get(
    '/api/v1/diagnoses/cases',
    {
      config,
      schema: {
        summary:
          'Every round with all numbers that it was made from and what responders say of it, as lines of JSON',
        description: 'The newest page first, the rounds of a diagnosis together.',
        tags,
        querystring: DiagnosisCaseQuery,
      },
    },
    async ({ caller, query: { judged = false, limit = 1_000 } }, reply) => {
      const lines = async function* () {
        for await (const rounds of casesOf(kernel, caller, { judged, limit }))
          for (const one of rounds) yield `${JSON.stringify(one)}\n`;
      };
      return reply.type('application/x-ndjson').send(Readable.from(lines()));
    },
  );

  http.get(
    '/api/v1/diagnoses/figures',
    {
      config,
      schema: {
        summary:
          'How often the cause was named first or among three, and whether told probabilities came true',
        tags,
        querystring: Fresh,
        response: { 200: DiagnosisFigures },
      },
    },
    async ({ caller, query: { min_pos: minPos } }) =>
      figuresIn(
        await kernel.reader(caller, {
          of: [diagnoses, alertGroups],
          ...(minPos === undefined ? {} : { minPos }),
        }),
      ),
  );

  http.get(
    '/api/v1/diagnoses/weights',
    {
      config,
      schema: {
        summary: 'The weights by which this organisation ranks',
        tags,
        response: { 200: StandingWeights },
      },
    },
    async ({ caller }): Promise<StandingWeights> => {
      const { facts } = await kernel.log.latest(caller.org, weightsStream, {
        upTo: Number.MAX_SAFE_INTEGER,
        limit: 1,
        bytes: 2 ** 20,
      });
      const [taken] = facts;
      if (taken === undefined) return { weights: shipped, takenAt: null, by: null, cases: null };
      const { weights, by, cases } = taken.data as WeightsTaken['data'];
      return { weights, takenAt: taken.recordedAt.toISOString(), by, cases };
    },
  );

  http.post(
    '/api/v1/diagnoses/weights',
    {
      config: { right: 'admin' },
      bodyLimit: 256 * 1024,
      schema: {
        summary: 'Ranks by other weights from now on, if they do better on what was judged here',
        tags,
        body: NewWeights,
        response: { 200: TakenWeights },
      },
    },
    ({ caller, body }) => takeWeights(kernel, caller, body),
  );
};
