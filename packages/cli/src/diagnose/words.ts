import type { Diagnosis } from '@nightjar/sdk/wire';

/** `02:51 UTC`, as the reasons tell times: they are the same for everybody who reads them. */
export const utc = (at: string): string => `${at.slice(11, 16)} UTC`;

/** `6 min`, `40 s`, `3 h`: how far two instants are apart. */
export const apart = (ms: number): string => {
  const seconds = Math.round(Math.abs(ms) / 1000);
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
};

/** In whole ones: nobody is as sure as a tenth. */
export const percent = (share: number): string =>
  share > 0 && share < 0.01 ? '<1 %' : `${Math.round(share * 100)} %`;

/** How likely something is, as people would say it. */
const surely = (share: number): string =>
  share >= 0.9 ? 'Almost certainly' : share >= 0.65 ? 'Probably' : 'Perhaps';

/** The verdict in a sentence, with how sure that is. */
export const verdictOf = ({ verdict, probability, suspects }: Diagnosis): string => {
  switch (verdict) {
    case 'change':
      return `${surely(probability)} ${suspects.length === 1 ? 'this change' : 'one of these changes'} did it (${percent(probability)}).`;
    case 'not a change':
      return `${surely(1 - probability)} no change did it (${percent(1 - probability)}).`;
    case 'unknown':
      return 'Nothing can be said of what did it.';
  }
};

/** When the trouble began, beside the page. */
export const onsetOf = ({ onset, dated, pagedAt, verdict }: Diagnosis): string => {
  if (!dated) return 'When it began is not known.';
  const what = verdict === 'unknown' ? 'Something around it moved' : 'It began';
  const ms = Date.parse(pagedAt) - Date.parse(onset);
  const beside = ms === 0 ? 'with the page' : `${apart(ms)} ${ms > 0 ? 'before' : 'after'} the page`;
  return `${what} at ${utc(onset)}, ${beside}.`;
};
