import { logistic, logit } from '../logit.ts';
import { mostTold } from '../rank.ts';
import { weigh } from '../weigh.ts';
import type { Weights } from '../weights.ts';
import type { Judged } from './judged.ts';
import { solve } from './solve.ts';

type Calibration = Weights['calibration'];

/** How far each of the two may stray from where it stood before that needs evidence. */
const spread = 0.5;
const steps = 30;
const edge = 1e-6;

export type Held = { readonly x: number; readonly right: boolean };

/** The shares, in log odds, that the changes named have by some weights, and whether they did it. */
export const heldOf = ({ features, truth }: Judged, weights: Weights): Held[] => {
  const { heard, weighed, sum } = weigh(features, weights);
  if (!heard) return [];
  return weighed
    .toSorted((a, b) => b.weight - a.weight || (a.change.id < b.change.id ? -1 : 1))
    .slice(0, mostTold)
    .map(({ change: { id }, weight }) => ({
      x: logit(Math.min(1 - edge, Math.max(edge, weight / sum))),
      right: truth.is === 'change' && truth.changes.includes(id),
    }));
};

const readable = (value: number): number => Number(value.toPrecision(4));

/** By which shares are told as probabilities, so that of what is told to be so likely so much comes true (Platt's scaling). */
export const calibrate = (held: readonly Held[], before: Calibration): Calibration => {
  let at: [number, number] = [before.intercept, before.slope];
  for (let step = 0; step < steps; step += 1) {
    const [intercept, slope] = at;
    const gradient = [(before.intercept - intercept) / spread ** 2, (before.slope - slope) / spread ** 2];
    const curvature = [
      [1 / spread ** 2, 0],
      [0, 1 / spread ** 2],
    ];
    for (const { x, right } of held) {
      const p = logistic(intercept + slope * x);
      const miss = (right ? 1 : 0) - p;
      const parts = [1, x];
      parts.forEach((part, n) => {
        gradient[n] = (gradient[n] ?? 0) + miss * part;
        const row = curvature[n] ?? [];
        parts.forEach((other, m) => {
          row[m] = (row[m] ?? 0) + p * (1 - p) * part * other;
        });
      });
    }
    const [a = 0, b = 0] = solve(curvature, gradient);
    at = [intercept + a, slope + b];
    if (Math.abs(a) + Math.abs(b) < 1e-9) break;
  }
  // A slope below 0 would turn the order around.
  return { intercept: readable(at[0]), slope: readable(Math.max(0.1, at[1])) };
};
