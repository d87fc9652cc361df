import { rank } from '../rank.ts';
import type { Weights } from '../weights.ts';
import type { Judged, Truth } from './judged.ts';

/** What was said of a case: the changes named, the likeliest first, and how likely. */
export type Told = {
  readonly verdict: string;
  readonly suspects: readonly { readonly id: string; readonly probability: number }[];
};

type Bin = {
  /** From this probability on, until the next bin's. */
  readonly from: number;
  readonly count: number;
  /** What was said on average, and how often it was so. */
  readonly said: number;
  readonly was: number;
};

export type Figures = {
  readonly cases: number;
  /** Shares of the cases in which a change did it: it is named first, among three, and one over its place on average. */
  readonly hit1: number;
  readonly hit3: number;
  readonly mrr: number;
  /** Share of those in which none did that no change was blamed. */
  readonly noChange: number;
  /** Share of all cases that were told right: the one named first did it, or none did and none was blamed. */
  readonly right: number;
  /** Mean squared error of the probabilities of those named. */
  readonly brier: number;
  readonly bins: readonly Bin[];
};

const named = 5;
const bins = 10;

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** From 0: the place of the first that did it; null where it is not among them. */
const placeOf = ({ suspects }: Told, truth: Truth): number | null => {
  if (truth.is === 'none') return null;
  const place = suspects.findIndex(({ id }) => truth.changes.includes(id));
  return place < 0 ? null : place;
};

/** How good what was said was. */
export const figuresOf = (cases: readonly { readonly told: Told; readonly truth: Truth }[]): Figures => {
  const guilty = cases.filter(({ truth }) => truth.is === 'change');
  const places = guilty.map(({ told, truth }) => placeOf(told, truth));
  const within = (k: number): number => mean(places.map((place) => (place !== null && place < k ? 1 : 0)));
  const said = cases.flatMap(({ told, truth }) =>
    told.suspects.slice(0, named).map(({ id, probability }) => ({
      probability,
      right: truth.is === 'change' && truth.changes.includes(id) ? 1 : 0,
    })),
  );
  const binOf = (probability: number): number => Math.min(bins - 1, Math.floor(probability * bins));
  const blamesNobody = ({ verdict }: Told): number => (verdict === 'change' ? 0 : 1);
  return {
    cases: cases.length,
    hit1: within(1),
    hit3: within(3),
    mrr: mean(places.map((place) => (place === null ? 0 : 1 / (place + 1)))),
    noChange: mean(cases.filter(({ truth }) => truth.is === 'none').map(({ told }) => blamesNobody(told))),
    right: mean(
      cases.map(({ told, truth }) =>
        truth.is === 'none' ? blamesNobody(told) : placeOf(told, truth) === 0 ? 1 : 0,
      ),
    ),
    brier: mean(said.map(({ probability, right }) => (probability - right) ** 2)),
    bins: Array.from({ length: bins }, (_, bin): Bin => {
      const some = said.filter(({ probability }) => binOf(probability) === bin);
      return {
        from: bin / bins,
        count: some.length,
        said: mean(some.map(({ probability }) => probability)),
        was: mean(some.map(({ right }) => right)),
      };
    }),
  };
};

/** What other weights would have said of what was kept. */
export const toldBy = ({ features }: Pick<Judged, 'features'>, weights: Weights): Told => {
  const { verdict, heard, changes } = rank(features, weights);
  const suspects = heard ? changes.slice(0, named).map(({ id, probability }) => ({ id, probability })) : [];
  return { verdict, suspects };
};
