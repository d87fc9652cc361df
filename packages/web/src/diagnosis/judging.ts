import type { Diagnosis, NewJudgement } from '@nightjar/sdk/wire';

export type Judged = Diagnosis['judgements'][number];

/** What is said of a change; null: of none. */
export type Word = Pick<NewJudgement, 'change' | 'judgement'>;

/** What somebody says of a change (null: that no change did it), or nothing. */
export const saysOf = (judged: readonly Judged[], by: string, change: string | null): Judged | undefined =>
  judged.find((one) => one.by === by && one.change === change);

/** What the others say of it. */
export const othersOf = (judged: readonly Judged[], by: string, change: string | null): readonly Judged[] =>
  judged.filter((one) => one.by !== by && one.change === change);

/** What the reader's tap on a judgement means: the same once more takes it back. */
export const meantBy = (judged: readonly Judged[], by: string, { change, judgement }: Word): Word => ({
  change,
  judgement: saysOf(judged, by, change)?.judgement === judgement ? 'withdrawn' : judgement,
});

/** As it will stand when the server has heard it: one person confirms one cause. */
export const withWord = (
  judged: readonly Judged[],
  word: Word,
  who: Pick<Judged, 'by' | 'byName' | 'at'>,
): readonly Judged[] => {
  const { change, judgement } = word;
  const replaced = (one: Judged): boolean =>
    one.by === who.by &&
    (one.change === change || (one.judgement === 'confirmed' && judgement === 'confirmed'));
  return [
    ...judged.filter((one) => !replaced(one)),
    ...(judgement === 'withdrawn' ? [] : [{ change, judgement, from: 'web', ...who }]),
  ];
};
