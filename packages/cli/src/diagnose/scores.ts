import type { Figures } from '@nightjar/diagnosis/learn/figures';
import type { Terminal } from '../terminal.ts';
import { table } from '../text/table.ts';

const share = (value: number): string => value.toFixed(3);

/** A line for each: how often the cause was named first, among three, and so on. */
export const printScores = (
  terminal: Terminal,
  scores: readonly (readonly [name: string, figures: Figures, loss?: number])[],
): void => {
  const withLoss = scores.some(([, , loss]) => loss !== undefined);
  table(
    terminal,
    ['', 'right', 'hit@1', 'hit@3', 'MRR', 'no change', 'Brier', ...(withLoss ? ['log loss'] : [])],
    scores.map(([name, { right, hit1, hit3, mrr, noChange, brier }, loss]) => [
      name,
      ...[right, hit1, hit3, mrr, noChange, brier].map(share),
      ...(loss === undefined ? [] : [share(loss)]),
    ]),
  );
};

/** Whether what was told to be so likely came true so often. */
export const printCalibration = (terminal: Terminal, { bins }: Figures): void => {
  const told = bins.filter(({ count }) => count > 0);
  if (told.length === 0) return;
  terminal.line('');
  table(
    terminal,
    ['told', 'suspects', 'on average', 'came true'],
    told.map(({ from, count, said, was }) => [
      `${Math.round(from * 100)} % on`,
      String(count),
      share(said),
      share(was),
    ]),
  );
};
