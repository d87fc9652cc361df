import type { DiagnosisFigures } from '@nightjar/sdk/wire';

/** Of fewer judged cases a share says more about chance than about anything else. */
const enough = 20;

/** How many more are to be judged until the figures say anything; 0 where they do. */
export const missingFor = (cases: number): number => Math.max(0, enough - cases);

export type Kept = { readonly said: number; readonly was: number; readonly count: number };

/** What was said against what was so, where anything was said. */
export const keptPromises = ({ bins }: Pick<DiagnosisFigures, 'bins'>): readonly Kept[] =>
  bins.filter(({ count }) => count > 0).map(({ said, was, count }) => ({ said, was, count }));
