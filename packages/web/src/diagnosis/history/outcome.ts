import type { DiagnosisPage } from '@nightjar/sdk/wire';

export type Card = DiagnosisPage['diagnoses'][number];

/** What came of it, by the last word that counts: what somebody confirmed, before what somebody refuted. */
export const outcomeOf = ({
  judgements,
}: Pick<Card, 'judgements'>): { readonly is: string; readonly says: string } => {
  const confirmed = judgements.findLast(({ judgement }) => judgement === 'confirmed');
  if (confirmed !== undefined)
    return {
      is: 'confirmed',
      says: `${confirmed.byName ?? confirmed.by}: ${confirmed.change === null ? 'no change did it' : 'a change did it'}`,
    };
  const refuted = judgements.filter(({ judgement }) => judgement === 'refuted').length;
  if (refuted > 0)
    return { is: 'refuted', says: refuted === 1 ? 'one suspect refuted' : `${refuted} suspects refuted` };
  return { is: 'unjudged', says: 'not judged yet' };
};

/** The verdict in a few words, for a column. */
export const inShort = ({ verdict }: Pick<Card, 'verdict'>): string =>
  verdict === 'change' ? 'a change' : verdict === 'not a change' ? 'not a change' : 'nobody named';
