import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { Type } from 'typebox';
import type { Evidence } from '../../evidence/parts.ts';
import { shares } from '../../sources/share.ts';
import { askDiagnosis } from './ask.ts';
import { alertGroups } from './groups/projection.ts';
import { judgeDiagnosis } from './judge.ts';
import { diagnosesMatching } from './list.ts';
import { diagnoses } from './projection.ts';
import { diagnosisById } from './queries.ts';
import { refuse } from './refusals.ts';
import { Diagnosis, DiagnosisPage, DiagnosisQuery, NewDiagnosis, NewJudgement } from './wire.ts';

const tags = ['diagnosis'];
const config = { right: 'read' } as const;
const kept = { ...config, keep: true } as const;
const Id = Type.String({ maxLength: 100 });
const Fresh = Type.Pick(DiagnosisQuery, ['min_pos']);

const found = (id: string, diagnosis: Diagnosis | null): Diagnosis => {
  if (diagnosis === null) throw refuse('diagnosis.unknown', { detail: `There is no diagnosis ${id}.` });
  return diagnosis;
};

/** Each computes for some tens of milliseconds: what is asked must not hold up what pages wait for. */
const mostAtOnce = 4;

/** Of one caller: a hundred at once, and one in five seconds for as long as it likes. */
const share = { perSecond: 0.2, burst: 100 } as const;

const inTurn = () => {
  let running = 0;
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (running >= mostAtOnce) throw refuse('diagnosis.busy', { retryAfterSeconds: 1 });
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
    }
  };
};

/** The diagnoses' part of the front door. */
export const routes = (http: Http, kernel: Kernel, evidence: Evidence): void => {
  const askedInTurn = inTurn();
  const waitOf = shares(share);
  http.post(
    '/api/v1/diagnoses',
    {
      config,
      bodyLimit: 64 * 1024,
      schema: {
        summary: 'What probably broke a service, with reasons; recorded, so that it can be judged',
        description:
          'The same question of the same caller within a minute is answered by the same diagnosis.',
        tags,
        body: NewDiagnosis,
        response: { 201: Diagnosis },
      },
    },
    async ({ caller, body }, reply) => {
      const seconds = waitOf(`${caller.org} ${caller.subject}`, kernel.clock.now().getTime());
      if (seconds > 0) throw refuse('diagnosis.too-many', { retryAfterSeconds: seconds });
      const { id, position } = await askedInTurn(() => askDiagnosis(kernel, evidence, caller, body));
      void reply.code(201).header('location', `/api/v1/diagnoses/${id}`);
      return found(id, await diagnosisById(kernel, evidence, caller, id, { minPos: position }));
    },
  );

  http.get(
    '/api/v1/diagnoses',
    {
      config,
      schema: {
        summary: 'What was diagnosed, the newest page first',
        tags,
        querystring: DiagnosisQuery,
        response: { 200: DiagnosisPage },
      },
    },
    async ({ caller, query }) => {
      const minPos = query.min_pos;
      const reader = await kernel.reader(caller, {
        of: [diagnoses, alertGroups],
        ...(minPos === undefined ? {} : { minPos }),
      });
      return diagnosesMatching(reader, query);
    },
  );

  http.get(
    '/api/v1/diagnoses/:id',
    {
      config: kept,
      schema: {
        summary: 'A diagnosis as it was last said',
        tags,
        params: Type.Object({ id: Id }),
        querystring: Fresh,
        response: { 200: Diagnosis },
      },
    },
    async ({ caller, params: { id }, query }) =>
      found(id, await diagnosisById(kernel, evidence, caller, id, { minPos: query.min_pos })),
  );

  http.get(
    '/api/v1/diagnoses/:id/rounds/:round',
    {
      config: kept,
      schema: {
        summary: 'A diagnosis as it was said in one of its rounds; the first is 1',
        tags,
        params: Type.Object({ id: Id, round: Type.Integer({ minimum: 1, maximum: 1_000_000 }) }),
        querystring: Fresh,
        response: { 200: Diagnosis },
      },
    },
    async ({ caller, params: { id, round }, query }) =>
      found(id, await diagnosisById(kernel, evidence, caller, id, { minPos: query.min_pos, round })),
  );

  http.post(
    '/api/v1/diagnoses/:id/judgements',
    {
      config,
      bodyLimit: 16 * 1024,
      schema: {
        summary: "A responder's word: this change did it, this one did not, or none did",
        description: 'The last word of each responder counts; `withdrawn` takes one back.',
        tags,
        params: Type.Object({ id: Id }),
        body: NewJudgement,
        response: { 200: Diagnosis },
      },
    },
    async ({ caller, params: { id }, body }) => {
      const minPos = await judgeDiagnosis(kernel.log, caller, id, body);
      return found(id, await diagnosisById(kernel, evidence, caller, id, { minPos }));
    },
  );
};
