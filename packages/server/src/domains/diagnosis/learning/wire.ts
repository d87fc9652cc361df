import type { Features } from '@nightjar/diagnosis/features';
import type { Tree } from '@nightjar/diagnosis/trees';
import { type Static, Type } from 'typebox';
import { Count, OrNull, oneOf, Text, Time } from '../../../wire.ts';
import { judgements } from '../events.ts';

const Finite = Type.Number({ minimum: -1e6, maximum: 1e6 });
const Positive = Type.Number({ exclusiveMinimum: 0, maximum: 1e6 });
const Share = Type.Number({ minimum: 0, maximum: 1 });
const strict = { additionalProperties: false } as const;

/** By which an organisation ranks: packages/diagnosis/src/weights.ts says what each is. */
export const RankingWeights = Type.Object(
  {
    version: Type.String({ minLength: 1, maxLength: 100 }),
    halfOff: Positive,
    unknownShare: Share,
    loud: Finite,
    unreached: Share,
    unmeasured: Share,
    caller: Share,
    base: Positive,
    sharpness: Positive,
    corroboration: Type.Object({ shape: Finite, share: Finite }, strict),
    time: Type.Object({ soon: Share, soonMinutes: Positive, lateMinutes: Positive }, strict),
    exposed: Finite,
    unexposed: Finite,
    affinity: Finite,
    kinds: Type.Record(Type.String({ maxLength: 100 }), Positive, { maxProperties: 200 }),
    nothing: Type.Object(
      { odds: Positive, demand: Positive, saturation: Positive, loneInstance: Positive },
      strict,
    ),
    strained: Positive,
    calibration: Type.Object({ intercept: Finite, slope: Positive }, strict),
    change: Type.Object({ named: Type.Integer({ minimum: 1, maximum: 5 }), from: Share }, strict),
    without: Share,
    trees: Type.Optional(Type.Unsafe<readonly Tree[]>(Type.Array(Type.Unknown(), { maxItems: 50 }))),
  },
  strict,
);
export type RankingWeights = Static<typeof RankingWeights>;

/** One round of a diagnosis with all numbers that it was made from, and what responders say of it: a line of NDJSON. */
export const DiagnosisCase = Type.Object({
  diagnosis: Text,
  round: Count,
  after: OrNull(Count),
  title: Text,
  service: OrNull(Text),
  environment: OrNull(Text),
  signal: Text,
  pagedAt: Time,
  now: Time,
  /** What was said then. */
  said: Type.Object({
    weights: Text,
    verdict: Text,
    probability: Share,
    suspects: Type.Array(Type.Object({ id: Text, probability: Share })),
  }),
  features: Type.Unsafe<Features>(Type.Object({}, { additionalProperties: true })),
  judgements: Type.Array(
    Type.Object({ change: OrNull(Text), judgement: oneOf(judgements), by: Text, at: Time }),
  ),
});
export type DiagnosisCase = Static<typeof DiagnosisCase>;

export const DiagnosisCaseQuery = Type.Object({
  judged: Type.Optional(Type.Boolean({ description: 'Only those of which a responder has said something.' })),
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 10_000,
      default: 1_000,
      description: 'Diagnoses, the newest page first.',
    }),
  ),
});
export type DiagnosisCaseQuery = Static<typeof DiagnosisCaseQuery>;

const Bin = Type.Object({ from: Share, count: Count, said: Share, was: Share });

const Score = Type.Object({
  cases: Count,
  hit1: Share,
  hit3: Share,
  mrr: Share,
  noChange: Share,
  right: Share,
  brier: Type.Number(),
});

/** How good what was said at the page was, by what responders have settled on since. */
export const DiagnosisFigures = Type.Object({
  ...Score.properties,
  /** Of what was told to be so likely, how much was so: ten bins of equal width. */
  bins: Type.Array(Bin),
  /** The newest first; `month` as 2026-03. */
  months: Type.Array(Type.Object({ month: Text, ...Score.properties })),
  position: Count,
  stale: Type.Boolean(),
});
export type DiagnosisFigures = Static<typeof DiagnosisFigures>;

export const StandingWeights = Type.Object({
  weights: RankingWeights,
  /** When they were taken; null for those that are shipped. */
  takenAt: OrNull(Time),
  by: OrNull(Text),
  cases: OrNull(Count),
});
export type StandingWeights = Static<typeof StandingWeights>;

export const NewWeights = Type.Object({ weights: RankingWeights }, strict);
export type NewWeights = Static<typeof NewWeights>;

export const TakenWeights = Type.Object({
  version: Text,
  cases: Count,
  figures: Type.Record(Text, Type.Number()),
  before: Type.Record(Text, Type.Number()),
  position: Count,
});
export type TakenWeights = Static<typeof TakenWeights>;
