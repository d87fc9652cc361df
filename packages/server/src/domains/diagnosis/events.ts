import type { Answer } from '@nightjar/diagnosis/diagnose';
import type { Features } from '@nightjar/diagnosis/features';
import type { Weights } from '@nightjar/diagnosis/weights';
import type { Fact } from '@nightjar/kernel/fact';

/** What was asked: by a page, or by somebody who wants to know. Times are ISO 8601 in UTC. */
export type Question = {
  /** The alert, of which `pagedAt` tells the episode; null where a person or a program asked. */
  readonly alert: string | null;
  readonly title: string;
  /** Null where nobody knows what the alert is about. */
  readonly service: string | null;
  readonly environment: string | null;
  /** latency, errors, success, requests, cpu, memory, or another name. */
  readonly signal: string;
  readonly pagedAt: string;
};

/** A change as it stood when it was suspected or excluded: what a line of text needs, whatever becomes of it. */
export type SuspectedChange = {
  readonly title: string;
  readonly kind: string;
  readonly services: readonly string[];
  readonly environment: string | null;
  readonly at: string;
  readonly completedAt: string | null;
  readonly actor: string | null;
};

/**
 * What was said at a moment, with all numbers that it was made from, so that any later ranking can be tried on them. One a round:
 * at the page, and again as data came in.
 */
export type DiagnosisMade = Fact<
  'DiagnosisMade',
  {
    readonly question: Question;
    /** 1 for the first. */
    readonly round: number;
    /** Minutes after the page that the round was due; null where somebody asked out of turn. */
    readonly after: number | null;
    /** Nothing later was known, ISO 8601. */
    readonly now: string;
    readonly answer: Answer;
    /** Those of `answer.suspects` and of `answer.excluded`, and those nearest where nobody is suspected, by id. */
    readonly changes: Readonly<Record<string, SuspectedChange>>;
    readonly features: Features;
  }
>;

/** A responder's word: this change did it, this one did not; without a change: no change did it. The last word of each counts. */
export type DiagnosisJudged = Fact<
  'DiagnosisJudged',
  {
    readonly change: string | null;
    readonly judgement: Judgement;
    readonly by: string;
    readonly byName: string | null;
    /** Where it was said: web, cli, slack. */
    readonly from: string;
  }
>;

export const judgements = ['confirmed', 'refuted', 'withdrawn'] as const;
type Judgement = (typeof judgements)[number];

export type DiagnosisFact = DiagnosisMade | DiagnosisJudged;

export const diagnosisStream = (id: string): string => `diagnosis:${id}`;

/** The organisation ranks by these weights from now on, because they did better on its own history. One stream an organisation. */
export type WeightsTaken = Fact<
  'WeightsTaken',
  {
    readonly weights: Weights;
    /** Cases that they were fitted on and tried on. */
    readonly cases: number;
    /** How they and the ones before did on replay: hit@1, hit@3, Brier score and the like, by name. */
    readonly figures: Readonly<Record<string, number>>;
    readonly before: Readonly<Record<string, number>>;
    readonly by: string;
  }
>;

export const weightsStream = 'diagnosis-weights';
