import type { Line } from './line.ts';
import { type LinesOptions, linesOver } from './lines.ts';
import type {
  Diagnosis,
  DiagnosisCase,
  DiagnosisFigures,
  DiagnosisPage,
  NewDiagnosis,
  NewJudgement,
  RankingWeights,
  StandingWeights,
  TakenWeights,
} from './wire.ts';

type ListOptions = {
  /** By its id. */
  readonly alert?: string | undefined;
  readonly service?: string | undefined;
  /** Of pages alone: whether an alert of them still fires. */
  readonly state?: 'open' | 'ended' | undefined;
  /** Paged, or asked about, at this time or later, ISO 8601. */
  readonly since?: string | undefined;
  readonly limit?: number | undefined;
  /** `next` of the page before. */
  readonly cursor?: string | undefined;
  readonly minPos?: number | undefined;
  readonly signal?: AbortSignal | undefined;
};

type Freshness = Pick<ListOptions, 'minPos' | 'signal'>;

export type Diagnoses = {
  /**
   * What probably broke a service. Recorded, so that it can be judged; the same words within a minute are answered by the same
   * diagnosis. Refused with `diagnosis.unknown-service` and the nearest names where nobody knows the service.
   */
  readonly ask: (question: NewDiagnosis) => Promise<Diagnosis>;
  /** One page, the newest first. */
  readonly list: (options?: ListOptions) => Promise<DiagnosisPage>;
  /** As it was last said. */
  readonly get: (id: string, options?: Freshness) => Promise<Diagnosis>;
  /** As it was said in one of its rounds; the first is 1. */
  readonly round: (id: string, round: number, options?: Freshness) => Promise<Diagnosis>;
  /** Says what did it. The last word of each responder counts; `withdrawn` takes one back. */
  readonly judge: (id: string, word: NewJudgement) => Promise<Diagnosis>;
  /** Rounds with all numbers that they were made from, the newest page first: one after another as they come. */
  readonly cases: (
    options?: { readonly judged?: boolean | undefined; readonly limit?: number | undefined } & LinesOptions,
  ) => AsyncGenerator<DiagnosisCase, void, undefined>;
  readonly figures: (options?: Freshness) => Promise<DiagnosisFigures>;
  /** By which this organisation ranks. */
  readonly weights: () => Promise<StandingWeights>;
  /** Ranks by these from now on. Refused with `weights.not-better` where they do no better on what was judged here. */
  readonly takeWeights: (weights: RankingWeights) => Promise<TakenWeights>;
};

const root = '/api/v1/diagnoses';
const fields = ['id', 'verdict', 'suspects'] as const;

export const diagnosesOver = (line: Line): Diagnoses => {
  const of = (id: string): string => `${root}/${encodeURIComponent(id)}`;
  const fresh = ({ minPos, signal }: Freshness = {}) => ({ query: { min_pos: minPos }, signal });
  return {
    ask: (question) =>
      line.json<Diagnosis>({ method: 'POST', path: root, body: question, repeatable: true }, fields),
    list: ({ minPos, signal, ...query } = {}) =>
      line.json<DiagnosisPage>({ path: root, query: { ...query, min_pos: minPos }, signal }, [
        'diagnoses',
        'next',
      ]),
    get: (id, options) => line.json<Diagnosis>({ path: of(id), ...fresh(options) }, fields),
    round: (id, round, options) =>
      line.json<Diagnosis>({ path: `${of(id)}/rounds/${round}`, ...fresh(options) }, fields),
    judge: (id, word) =>
      line.json<Diagnosis>(
        { method: 'POST', path: `${of(id)}/judgements`, body: word, repeatable: true },
        fields,
      ),
    cases: ({ judged, limit, ...options } = {}) =>
      linesOver<DiagnosisCase>(
        line,
        { path: `${root}/cases`, query: { judged: judged ? 'true' : undefined, limit } },
        options,
      ),
    figures: (options) =>
      line.json<DiagnosisFigures>({ path: `${root}/figures`, ...fresh(options) }, [
        'cases',
        'bins',
        'months',
      ]),
    weights: () => line.json<StandingWeights>({ path: `${root}/weights` }, ['weights', 'takenAt']),
    takeWeights: (weights) =>
      line.json<TakenWeights>({ method: 'POST', path: `${root}/weights`, body: { weights } }, [
        'version',
        'figures',
      ]),
  };
};
