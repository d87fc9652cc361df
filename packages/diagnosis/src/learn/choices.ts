import { weigh } from '../weigh.ts';
import type { Weights } from '../weights.ts';
import type { Judged } from './judged.ts';

/** What could have done it, in log odds by the weights that it was made with; the last is "no change". */
type Option = {
  readonly odds: number;
  /** What the parameters are multiplied with: few are not 0. */
  readonly x: readonly (readonly [parameter: number, value: number])[];
  readonly numbers: Readonly<Record<string, number>>;
  readonly right: boolean;
};

/** A case as a choice among options. */
export type Choice = {
  readonly options: readonly Option[];
  /** The rounds of a diagnosis count as one case together. */
  readonly weight: number;
};

/** The names of what is fitted: odds of kinds against a deploy, and the rest. */
export const parametersOf = (cases: readonly Judged[]): string[] => [
  'exposed',
  'unexposed',
  'affinity',
  'nothing.odds',
  'nothing.demand',
  'nothing.saturation',
  'nothing.loneInstance',
  ...[...new Set(cases.flatMap(({ features }) => features.changes.map(({ kind }) => kind)))]
    .filter((kind) => kind !== 'deploy')
    .sort()
    .map((kind) => `kinds.${kind}`),
];

const least = 1e-300;
/** The likeliest, and what did it; the others have no share worth counting. */
const mostOptions = 60;

const likeliest = (options: readonly Option[]): readonly Option[] =>
  options.length <= mostOptions
    ? options
    : options.toSorted((a, b) => b.odds - a.odds).filter(({ right }, n) => right || n < mostOptions);

/** Cases as choices. Left out: where nothing unusual showed, and where what did it was not among what was looked at. */
export const choicesOf = (
  cases: readonly Judged[],
  weights: Weights,
  parameters: readonly string[],
): Choice[] => {
  const place = new Map(parameters.map((name, n) => [name, n]));
  const rounds = Map.groupBy(cases, ({ diagnosis }) => diagnosis);
  const at = (name: string, value: number): [number, number][] => {
    const n = place.get(name);
    return n === undefined || value === 0 ? [] : [[n, value]];
  };
  return cases.flatMap(({ diagnosis, features, truth }): Choice[] => {
    const { heard, weighed, nothing, strains } = weigh(features, weights);
    const options = weighed.map(({ change, weight, numbers }): Option => {
      const { id, kind, exposure, affinity } = change;
      const exposed = exposure === null ? [] : exposure > 0 ? at('exposed', exposure) : at('unexposed', 1);
      return {
        odds: Math.log(Math.max(least, weight)),
        x: [...at(`kinds.${kind}`, 1), ...at('affinity', affinity), ...exposed],
        numbers,
        right: truth.is === 'change' && truth.changes.includes(id),
      };
    });
    const none: Option = {
      odds: Math.log(Math.max(least, nothing)),
      x: [
        ...at('nothing.odds', 1),
        ...at('nothing.demand', strains.demand ? 1 : 0),
        ...at('nothing.saturation', strains.saturation ? 1 : 0),
        ...at('nothing.loneInstance', strains.loneInstance ? 1 : 0),
      ],
      numbers: {},
      right: truth.is === 'none',
    };
    const all = [...likeliest(options), none];
    if (!heard || !all.some(({ right }) => right)) return [];
    return [{ options: all, weight: 1 / (rounds.get(diagnosis)?.length ?? 1) }];
  });
};

/** Shares of 1 by log odds. */
export const sharesBy = (odds: readonly number[]): number[] => {
  const most = odds.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const raised = odds.map((one) => Math.exp(one - most));
  const sum = raised.reduce((a, b) => a + b, 0);
  return raised.map((one) => one / sum);
};

/** The mean log loss of what was given to what did it; the lower, the better. */
export const lossOf = (choices: readonly Choice[]): number => {
  let loss = 0;
  let total = 0;
  for (const { options, weight } of choices) {
    const shares = sharesBy(options.map(({ odds }) => odds));
    const right = options.reduce((sum, { right }, n) => sum + (right ? (shares[n] ?? 0) : 0), 0);
    loss -= weight * Math.log(Math.max(right, 1e-12));
    total += weight;
  }
  return total === 0 ? 0 : loss / total;
};
