import type { Weights } from '../weights.ts';
import { type Choice, sharesBy } from './choices.ts';
import { solve } from './solve.ts';

/** How far a parameter may stray from where it stood, in log odds, before that needs evidence: a factor of two. */
const spread = 0.7;
const steps = 30;
const still = 1e-7;

type Slope = { readonly gradient: number[]; readonly curvature: number[][]; readonly value: number };

/** Of the penalised log likelihood at these parameters: its value, its gradient, and what Fisher's scoring takes for curvature. */
const slopeAt = (choices: readonly Choice[], theta: readonly number[]): Slope => {
  const size = theta.length;
  const gradient = theta.map((value) => -value / spread ** 2);
  const curvature = theta.map((_, n) => theta.map((__, m) => (n === m ? 1 / spread ** 2 : 0)));
  let value = -theta.reduce((sum, one) => sum + one ** 2, 0) / (2 * spread ** 2);
  for (const { options, weight } of choices) {
    const shares = sharesBy(
      options.map(({ odds, x }) => x.reduce((sum, [n, factor]) => sum + (theta[n] ?? 0) * factor, odds)),
    );
    const right = options.reduce((sum, one, n) => sum + (one.right ? (shares[n] ?? 0) : 0), 0);
    value += weight * Math.log(Math.max(right, 1e-300));
    const mean = new Array<number>(size).fill(0);
    options.forEach(({ x, right: isRight }, n) => {
      const share = shares[n] ?? 0;
      const given = isRight && right > 0 ? share / right : 0;
      for (const [at, factor] of x) {
        mean[at] = (mean[at] ?? 0) + share * factor;
        gradient[at] = (gradient[at] ?? 0) + weight * (given - share) * factor;
        for (const [other, times] of x) {
          const row = curvature[at] ?? [];
          row[other] = (row[other] ?? 0) + weight * share * factor * times;
        }
      }
    });
    const moved = mean.flatMap((one, n) => (one === 0 ? [] : [n]));
    for (const n of moved)
      for (const m of moved) {
        const row = curvature[n] ?? [];
        row[m] = (row[m] ?? 0) - weight * (mean[n] ?? 0) * (mean[m] ?? 0);
      }
  }
  return { gradient, curvature, value };
};

/**
 * What is to be added to the parameters: the most likely by the cases and by where they stood (a conditional logistic model with a
 * normal prior). With few cases little is added.
 */
export const fitLogistic = (choices: readonly Choice[], parameters: readonly string[]): number[] => {
  let theta = parameters.map(() => 0);
  let here = slopeAt(choices, theta);
  for (let step = 0; step < steps; step += 1) {
    const way = solve(here.curvature, here.gradient);
    let length = 1;
    let next = theta;
    let there = here;
    // Halved until it climbs: the curvature is only near enough.
    for (; length > 1e-4; length /= 2) {
      next = theta.map((value, n) => value + length * (way[n] ?? 0));
      there = slopeAt(choices, next);
      if (there.value >= here.value) break;
    }
    if (there.value - here.value < still) break;
    [theta, here] = [next, there];
  }
  return theta;
};

/** Four digits: people read them. */
const readable = (value: number): number => Number(value.toPrecision(4));

/** The weights with that added. */
export const weightsWith = (
  weights: Weights,
  parameters: readonly string[],
  theta: readonly number[],
): Weights => {
  const by = new Map(parameters.map((name, n) => [name, theta[n] ?? 0]));
  const added = (name: string, value: number): number => readable(value + (by.get(name) ?? 0));
  const times = (name: string, odds: number): number => readable(odds * Math.exp(by.get(name) ?? 0));
  const fitted = parameters.flatMap((name) =>
    name.startsWith('kinds.') ? [name.slice('kinds.'.length)] : [],
  );
  const kinds = [...new Set([...Object.keys(weights.kinds), ...fitted])].sort();
  const { odds, demand, saturation, loneInstance } = weights.nothing;
  return {
    ...weights,
    exposed: added('exposed', weights.exposed),
    unexposed: added('unexposed', weights.unexposed),
    affinity: added('affinity', weights.affinity),
    kinds: Object.fromEntries(kinds.map((kind) => [kind, times(`kinds.${kind}`, weights.kinds[kind] ?? 1)])),
    nothing: {
      odds: times('nothing.odds', odds),
      demand: times('nothing.demand', demand),
      saturation: times('nothing.saturation', saturation),
      loneInstance: times('nothing.loneInstance', loneInstance),
    },
  };
};
