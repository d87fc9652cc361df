import { boost } from './learn/boost.ts';
import { calibrate, type Held, heldOf } from './learn/calibrate.ts';
import { choicesOf, lossOf, parametersOf } from './learn/choices.ts';
import { type Figures, figuresOf, toldBy } from './learn/figures.ts';
import { foldsOf } from './learn/folds.ts';
import type { Judged } from './learn/judged.ts';
import { fitLogistic, weightsWith } from './learn/logistic.ts';
import type { Weights } from './weights.ts';

/** `logistic`: the weights, fitted. `trees`: those, and small trees on top. */
export const contestants = ['current', 'logistic', 'trees'] as const;
type Contestant = (typeof contestants)[number];

/** How one did on cases that it had not seen. */
type Tried = {
  /** Mean log loss of what was given to what did it. */
  readonly loss: number;
  /** Of the first round of each, as it would have been said at the page. */
  readonly figures: Figures;
};

export type Fit =
  | { readonly is: 'too few'; readonly cases: number; readonly needs: number }
  | {
      readonly is: 'fitted';
      readonly cases: number;
      readonly tried: Readonly<Record<Contestant, Tried>>;
      /** Of least loss. */
      readonly winner: Contestant;
      /** Made from all cases as the winner was. */
      readonly weights: Weights;
      /** Whether they do better than the current ones: of less loss, right as often, and the cause among three as often. */
      readonly better: boolean;
    };

const needs = 20;
const folds = 5;
/** Less than this may be luck. */
const leastGain = 0.005;

/** One round a diagnosis: the first. */
export const atThePage = <Case extends Pick<Judged, 'diagnosis' | 'round'>>(
  cases: readonly Case[],
): Case[] => {
  const first = new Map<string, Case>();
  for (const one of cases) {
    const before = first.get(one.diagnosis);
    if (before === undefined || one.round < before.round) first.set(one.diagnosis, one);
  }
  return [...first.values()];
};

const trained = (cases: readonly Judged[], current: Weights, how: Contestant): Weights => {
  if (how === 'current') return current;
  // Trees are made anew each time: on top of those that stand they would explain what those had left.
  const { trees: _, ...bare } = current;
  const parameters = parametersOf(cases);
  const fitted = weightsWith(bare, parameters, fitLogistic(choicesOf(cases, bare, parameters), parameters));
  return how === 'logistic' ? fitted : { ...fitted, trees: boost(choicesOf(cases, fitted, [])) };
};

const tryOut = (parts: readonly Judged[][], current: Weights, how: Contestant): Tried & { held: Held[] } => {
  let [loss, total] = [0, 0];
  const told: Parameters<typeof figuresOf>[0][number][] = [];
  const held: Held[] = [];
  parts.forEach((part, n) => {
    const weights = trained(parts.filter((_, m) => m !== n).flat(), current, how);
    const choices = choicesOf(part, weights, []);
    const weight = choices.reduce((sum, choice) => sum + choice.weight, 0);
    loss += lossOf(choices) * weight;
    total += weight;
    for (const one of part) held.push(...heldOf(one, weights));
    for (const one of atThePage(part)) told.push({ told: toldBy(one, weights), truth: one.truth });
  });
  return { loss: total === 0 ? 0 : loss / total, figures: figuresOf(told), held };
};

const isBetter = (one: Tried, current: Tried): boolean =>
  one.loss <= current.loss - leastGain &&
  one.figures.right >= current.figures.right &&
  one.figures.hit3 >= current.figures.hit3;

/**
 * Weights that fit an organisation's own history, from those that stand: fitted in two ways, each tried on cases that it had not
 * seen, and whichever wins. Pure and deterministic: the same cases in any order give the same weights.
 */
export const fit = (cases: readonly Judged[], current: Weights, version: string): Fit => {
  const sorted = cases.toSorted((a, b) =>
    a.diagnosis === b.diagnosis ? a.round - b.round : a.diagnosis < b.diagnosis ? -1 : 1,
  );
  const count = atThePage(sorted).length;
  if (count < needs) return { is: 'too few', cases: count, needs };
  const parts = foldsOf(sorted, folds);
  const all = contestants.map((how) => [how, tryOut(parts, current, how)] as const);
  const [first = ['current', tryOut([], current, 'current')] as const] = all;
  const [winner, won] = all.reduce((best, one) => (one[1].loss < best[1].loss ? one : best), first);
  const tried = Object.fromEntries(all.map(([how, { loss, figures }]) => [how, { loss, figures }])) as Record<
    Contestant,
    Tried
  >;
  const weights = trained(sorted, current, winner);
  return {
    is: 'fitted',
    cases: count,
    tried,
    winner,
    weights:
      winner === 'current'
        ? current
        : { ...weights, version, calibration: calibrate(won.held, current.calibration) },
    better: winner !== 'current' && isBetter(tried[winner], tried.current),
  };
};
