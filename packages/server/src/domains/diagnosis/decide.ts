import type { Decider } from '@nightjar/kernel/decide';
import type { DiagnosisFact, DiagnosisJudged, DiagnosisMade } from './events.ts';
import { refuse } from './refusals.ts';
import { type Words, withWord } from './words.ts';

/** A diagnosis as far as it is decided upon: its rounds, and who has said what of it. */
export type Standing = {
  readonly rounds: readonly { readonly round: number; readonly after: number | null }[];
  readonly words: Words;
};

export const diagnosisDecider: Decider<Standing, DiagnosisFact> = {
  initial: { rounds: [], words: [] },
  evolve: ({ rounds, words }, { type, data }) =>
    type === 'DiagnosisMade'
      ? { rounds: [...rounds, { round: data.round, after: data.after }], words }
      : { rounds, words: withWord(words, data) },
};

/**
 * Whether a round is still to be made: each is once, and none after a later one, which knew more. What somebody asked out of turn
 * (null) has one.
 */
export const isDue = ({ rounds }: Standing, after: number | null): boolean =>
  after === null ? rounds.length === 0 : rounds.every((made) => made.after === null || made.after < after);

/** Adds a round to those there are; `at` is when it was made. */
export const addRound =
  (made: Omit<DiagnosisMade['data'], 'round'>, at: string) =>
  (standing: Standing): DiagnosisMade[] =>
    isDue(standing, made.after)
      ? [{ type: 'DiagnosisMade', at, data: { ...made, round: standing.rounds.length + 1 } }]
      : [];

/** Takes a responder's word; the same again is nothing new. */
export const judge =
  (id: string, said: DiagnosisJudged['data']) =>
  ({ rounds, words }: Standing): DiagnosisJudged[] => {
    if (rounds.length === 0) throw refuse('diagnosis.unknown', { detail: `There is no diagnosis ${id}.` });
    const before = words.find(({ by, change }) => by === said.by && change === said.change);
    const isSame =
      said.judgement === 'withdrawn' ? before === undefined : before?.judgement === said.judgement;
    return isSame ? [] : [{ type: 'DiagnosisJudged', data: said }];
  };
