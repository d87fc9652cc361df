import { type Static, Type } from 'typebox';
import { Count, OrNull, oneOf, Text, Time } from '../../wire.ts';
import { judgements } from './events.ts';

const Share = Type.Number({ minimum: 0, maximum: 1 });
const NumberByName = Type.Record(Text, Type.Number());

/** A change ranked as the cause. */
const Suspect = Type.Object({
  change: Text,
  title: Text,
  kind: Text,
  /** The service by which it is suspected. */
  service: Text,
  services: Type.Array(Text),
  environment: OrNull(Text),
  at: Time,
  completedAt: OrNull(Time),
  actor: OrNull(Text),
  /** That it did it. */
  probability: Share,
  /** Short sentences, a factor each, the weightiest first. */
  reasons: Type.Array(Text),
  features: NumberByName,
  /** Where the pages show it. */
  address: Text,
});
export type Suspect = Static<typeof Suspect>;

const Owner = Type.Object({
  name: Text,
  address: Text,
  contacts: Type.Array(Type.Object({ kind: Text, value: Text })),
});

export const Judged = Type.Object({
  change: OrNull(Text),
  judgement: oneOf(judgements),
  by: Text,
  byName: OrNull(Text),
  from: Text,
  at: Time,
});
export type Judged = Static<typeof Judged>;

/** One round: what was said then. */
const Round = Type.Object({
  round: Count,
  /** Minutes after the page; null where somebody asked out of turn. */
  after: OrNull(Count),
  madeAt: Time,
  verdict: oneOf(['change', 'not a change', 'unknown']),
  probability: Share,
  /** The foremost suspect; null where nobody is suspected. */
  foremost: OrNull(Text),
});

/** What probably broke, as it was last said. */
export const Diagnosis = Type.Object({
  id: Text,
  alert: OrNull(Text),
  title: Text,
  service: OrNull(Text),
  environment: OrNull(Text),
  signal: Text,
  pagedAt: Time,
  madeAt: Time,
  round: Count,
  after: OrNull(Count),
  verdict: oneOf(['change', 'not a change', 'unknown']),
  /** That one of the three foremost suspects did it. */
  probability: Share,
  /** When the trouble began. */
  onset: Time,
  /** Whether a series shows the onset; else it is the page's time. */
  dated: Type.Boolean(),
  /** At most five. */
  suspects: Type.Array(Suspect),
  /** Why no change is thought to have done it, or why nobody is named. */
  reasons: Type.Array(Text),
  /** Where the trouble comes from, most suspicious first, at most ten. */
  services: Type.Array(Type.Object({ service: Text, score: Type.Number() })),
  /** Changes that cannot have done it, and why: at most twenty. */
  excluded: Type.Array(
    Type.Object({
      change: Text,
      /** Null, and no services, in rounds of before these were kept. */
      title: OrNull(Text),
      services: Type.Array(Text),
      why: Text,
    }),
  ),
  /** How many were looked at, those excluded among them. */
  candidates: Count,
  /** What had to be done without; each lowers the probability. */
  without: Type.Array(Type.Object({ what: Text, says: Text })),
  weights: Text,
  owner: OrNull(Owner),
  /** The last word of each responder. */
  judgements: Type.Array(Judged),
  /** Every round, the first first. */
  rounds: Type.Array(Round),
  /** Where the pages show it. */
  address: Text,
  position: Count,
  stale: Type.Boolean(),
});
export type Diagnosis = Static<typeof Diagnosis>;

export const NewDiagnosis = Type.Object({
  service: Type.String({
    maxLength: 500,
    pattern: '\\S',
    description: 'As the catalog knows it, by name, alias or reference.',
  }),
  env: Type.Optional(Type.String({ maxLength: 200 })),
  at: Type.Optional(
    Type.String({ format: 'date-time', description: 'When it was noticed; now where not given.' }),
  ),
  signal: Type.Optional(
    Type.String({
      maxLength: 100,
      description: 'latency, errors, requests, cpu, memory; the loudest where not given.',
    }),
  ),
});
export type NewDiagnosis = Static<typeof NewDiagnosis>;

export const NewJudgement = Type.Object({
  change: OrNull(Text),
  judgement: oneOf(judgements),
  from: Type.Optional(Type.String({ maxLength: 40 })),
});
export type NewJudgement = Static<typeof NewJudgement>;

const DiagnosisCard = Type.Pick(Diagnosis, [
  'id',
  'alert',
  'title',
  'service',
  'environment',
  'pagedAt',
  'madeAt',
  'verdict',
  'probability',
  'judgements',
  'address',
]);
export type DiagnosisCard = Static<typeof DiagnosisCard>;

/** A diagnosis as lists tell it. */
const DiagnosisLine = Type.Object({
  ...DiagnosisCard.properties,
  /** Who is suspected most; null where nobody is. */
  foremost: OrNull(Type.Pick(Suspect, ['change', 'title', 'service', 'probability'])),
  /** Open while an alert fires of the group that was paged of; null where a person or a program asked. */
  state: OrNull(oneOf(['open', 'ended'])),
});
export type DiagnosisLine = Static<typeof DiagnosisLine>;

/** Newest first. */
export const DiagnosisPage = Type.Object({
  diagnoses: Type.Array(DiagnosisLine),
  next: OrNull(Text),
  position: Count,
  stale: Type.Boolean(),
});
export type DiagnosisPage = Static<typeof DiagnosisPage>;

export const DiagnosisQuery = Type.Object({
  alert: Type.Optional(Type.String({ maxLength: 100 })),
  service: Type.Optional(Type.String({ maxLength: 500 })),
  state: Type.Optional(
    Type.Unsafe<'open' | 'ended'>({
      type: 'string',
      enum: ['open', 'ended'],
      description: 'Of pages alone: whether an alert of them still fires. All where not given.',
    }),
  ),
  since: Type.Optional(
    Type.String({ format: 'date-time', description: 'Paged, or asked about, at this time or later.' }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  cursor: Type.Optional(Type.String({ maxLength: 500 })),
  min_pos: Type.Optional(Type.Integer({ minimum: 0 })),
});
export type DiagnosisQuery = Static<typeof DiagnosisQuery>;
