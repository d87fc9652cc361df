import type { DiagnosisMade } from './events.ts';

/** What a round said, without the numbers that it was made from. */
export type Said = Omit<DiagnosisMade['data'], 'features'> & {
  /** How many changes were looked at, those that cannot have done it among them. */
  readonly candidates: number;
  /** Whether a series shows the onset. */
  readonly dated: boolean;
};

export const saidIn = ({ features, ...said }: DiagnosisMade['data']): Said => ({
  ...said,
  candidates: features.changes.length + features.excluded.length,
  dated: features.context.dated === 1,
});
