import type { Change } from '@nightjar/diagnosis/case';
import { explain } from '@nightjar/diagnosis/diagnose';
import { featuresOf, type surveyOf } from '@nightjar/diagnosis/extract';
import { rank } from '@nightjar/diagnosis/rank';
import type { Weights } from '@nightjar/diagnosis/weights';
import type { Without } from '@nightjar/diagnosis/without';
import type { FoundChange } from '../../../evidence/parts.ts';
import type { DiagnosisMade, SuspectedChange } from '../events.ts';
import type { Lost } from './as-far-as.ts';
import { nearestIn, reasonsUnheard, unreadChanges } from './unheard.ts';

/** What people read of it, at most; `features` has all. */
const most = { services: 10, excluded: 20 } as const;

type Known = {
  readonly survey: ReturnType<typeof surveyOf>;
  readonly changes: readonly Change[];
  /** The same, as the feed told of them. */
  readonly found: readonly FoundChange[];
  readonly lacks: readonly Without[];
  readonly weights: Weights;
  readonly lost: Lost;
};

const iso = (at: number): string => new Date(at).toISOString();

const asSuspected = (one: FoundChange): SuspectedChange => ({
  title: one.title,
  kind: one.kind,
  services: one.services,
  environment: one.environment,
  at: iso(one.at),
  completedAt: one.completedAt === null ? null : iso(one.completedAt),
  actor: one.actor,
});

/** What is said of a case, and all numbers that it was made from. Pure: the same evidence gives the same answer. */
export const answerOf = ({
  survey,
  changes,
  found,
  lacks,
  weights,
  lost,
}: Known): Pick<DiagnosisMade['data'], 'answer' | 'changes' | 'features'> => {
  const bare = featuresOf(survey, changes);
  const features = { ...bare, without: [...bare.without, ...lacks] };
  const answer = explain(features, rank(features, weights), weights);
  const nearest = answer.heard ? [] : nearestIn(features);
  const isBlind = lost.has('changes');
  const excluded = answer.excluded.slice(0, most.excluded);
  const named = new Set([...[...answer.suspects, ...excluded].map(({ id }) => id), ...nearest]);
  const told = Object.fromEntries(
    found.filter(({ id }) => named.has(id)).map((one) => [one.id, asSuspected(one)]),
  );
  return {
    features,
    changes: told,
    answer: {
      ...answer,
      // Of changes that nobody could read nobody can say that none did it.
      ...(isBlind && answer.verdict === 'not a change' ? { verdict: 'unknown', probability: 0.5 } : {}),
      services: answer.services.filter(({ service }) => service !== '').slice(0, most.services),
      excluded,
      reasons: !answer.heard
        ? reasonsUnheard(features, told, nearest, isBlind)
        : isBlind && answer.verdict !== 'change'
          ? [unreadChanges]
          : answer.reasons,
    },
  };
};
