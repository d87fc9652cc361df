import type { DiagnosisJudged } from './events.ts';

/** What responders say, each at most once of a change; what was taken back is not among it. */
export type Words = readonly DiagnosisJudged['data'][];

type Word = Words[number];

/**
 * The last word counts: of the same change by the same person; and whoever confirms another cause, or that it was no change, no
 * longer holds by the one before.
 */
const isReplaced = (before: Word, said: Word): boolean =>
  before.by === said.by &&
  (before.change === said.change || (before.judgement === 'confirmed' && said.judgement === 'confirmed'));

export const withWord = <Kept extends Word>(words: readonly Kept[], said: Kept): readonly Kept[] => [
  ...words.filter((before) => !isReplaced(before, said)),
  ...(said.judgement === 'withdrawn' ? [] : [said]),
];
