import type { Case } from '@nightjar/diagnosis/case';
import { asCase, rowsOf } from './as-case.ts';
import type { Scenario } from './incidents.ts';

/** Where the published protocol parts the 589 normal rows: from a half on, a tenth further each time. */
const cuts = [294, 352, 410, 468, 526, 584] as const;
const step = 300;

/**
 * Cases without a trouble: the rows before a cut are what is usual, those behind it are said to be abnormal, and the page is at the
 * third of them, as it is in the incidents. Every name of a cause is wrong.
 */
export const quietCases = ({ name, edges, normal }: Scenario, metric: string): Case[] =>
  cuts.map((cut) => {
    const abnormal = rowsOf(normal, cut);
    return asCase({
      id: `${name}/noissue/${cut}`,
      edges,
      normal: rowsOf(normal, 0, cut),
      abnormal,
      target: { node: 'PetSite', metric, timestamp: abnormal.times[2] ?? 0 },
      gap: step,
    });
  });
