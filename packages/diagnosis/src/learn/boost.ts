import { correctionOf, type Tree } from '../trees.ts';
import { type Choice, sharesBy } from './choices.ts';

/** Few and small, so that they can be read. */
const rounds = 12;
const depth = 2;
const rate = 0.3;
/** A leaf holds at least so much that is undecided (share times its rest, summed), and is drawn to 0 as if so much more were there. */
const leastInLeaf = 0.75;
const shrink = 2;
/** So many places are tried to split a number. */
const cuts = 16;

type Point = {
  /** Of each feature, how many of its cuts are at or below its number. */
  readonly places: Uint8Array;
  /** First and second derivative of the log likelihood by its log odds. */
  readonly gradient: number;
  readonly curvature: number;
};

type Feature = { readonly name: string; readonly cuts: readonly number[] };

type Split = { readonly feature: number; readonly cut: number; readonly gain: number };
type Sums = { readonly g: number; readonly h: number };

const sumsOf = (points: readonly Point[]): Sums =>
  points.reduce(({ g, h }, { gradient, curvature }) => ({ g: g + gradient, h: h + curvature }), {
    g: 0,
    h: 0,
  });

const worth = ({ g, h }: Sums): number => g ** 2 / (h + shrink);

const readable = (value: number): number => Number(value.toPrecision(4));

/** Values between which a feature is split: spread evenly over those that there are. */
const cutsOf = (numbers: readonly number[]): number[] => {
  const values = [...new Set(numbers)].sort((a, b) => a - b);
  const stride = Math.max(1, Math.floor(values.length / cuts));
  const found = values.flatMap((value, n) =>
    n > 0 && n % stride === 0 ? [readable(((values[n - 1] ?? 0) + value) / 2)] : [],
  );
  return [...new Set(found)].slice(0, 255);
};

/** The cut that explains most. Gradients are added up by place first, so a feature costs no more than a look at each point. */
const bestSplit = (points: readonly Point[], features: readonly Feature[]): Split | undefined => {
  const whole = sumsOf(points);
  let best: Split | undefined;
  features.forEach(({ cuts: those }, feature) => {
    const g = new Float64Array(those.length + 1);
    const h = new Float64Array(those.length + 1);
    for (const { places, gradient, curvature } of points) {
      const place = places[feature] ?? 0;
      g[place] = (g[place] ?? 0) + gradient;
      h[place] = (h[place] ?? 0) + curvature;
    }
    let low: Sums = { g: 0, h: 0 };
    those.forEach((_, cut) => {
      low = { g: low.g + (g[cut] ?? 0), h: low.h + (h[cut] ?? 0) };
      const high = { g: whole.g - low.g, h: whole.h - low.h };
      if (low.h < leastInLeaf || high.h < leastInLeaf) return;
      const gain = worth(low) + worth(high) - worth(whole);
      if (gain > (best?.gain ?? 1e-6)) best = { feature, cut, gain };
    });
  });
  return best;
};

const grown = (points: readonly Point[], features: readonly Feature[], left: number): Tree | number => {
  const { g, h } = sumsOf(points);
  const split = left === 0 ? undefined : bestSplit(points, features);
  const feature = split === undefined ? undefined : features[split.feature];
  if (split === undefined || feature === undefined) return readable((rate * g) / (h + shrink));
  const side = (low: boolean) =>
    grown(
      points.filter(({ places }) => (places[split.feature] ?? 0) <= split.cut === low),
      features,
      left - 1,
    );
  return { feature: feature.name, at: feature.cuts[split.cut] ?? 0, below: side(true), above: side(false) };
};

const placesOf = (numbers: Readonly<Record<string, number>>, features: readonly Feature[]): Uint8Array =>
  Uint8Array.from(features, ({ name, cuts: those }) => {
    const value = numbers[name] ?? 0;
    const place = those.findIndex((cut) => value < cut);
    return place < 0 ? those.length : place;
  });

/** Trees whose leaves are added to the log odds of changes, each made from what those before it leave unexplained. */
export const boost = (choices: readonly Choice[]): Tree[] => {
  // The last option is "no change", of which there are no numbers.
  const named = choices.flatMap(({ options }) => options.slice(0, -1).map(({ numbers }) => numbers));
  const features = [...new Set(named.flatMap(Object.keys))]
    .sort()
    .map((name): Feature => ({ name, cuts: cutsOf(named.map((numbers) => numbers[name] ?? 0)) }));
  const all = choices.map(({ options, weight }) => ({
    options: options.map((one) => ({ ...one, places: placesOf(one.numbers, features), added: 0 })),
    weight,
  }));
  const trees: Tree[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const points = all.flatMap(({ options, weight }): Point[] => {
      const shares = sharesBy(options.map(({ odds, added }) => odds + added));
      const right = options.reduce((sum, one, n) => sum + (one.right ? (shares[n] ?? 0) : 0), 0);
      return options.slice(0, -1).map(({ places, right: isRight }, n) => {
        const share = shares[n] ?? 0;
        const given = isRight && right > 0 ? share / right : 0;
        return { places, gradient: weight * (given - share), curvature: weight * share * (1 - share) };
      });
    });
    const tree = grown(points, features, depth);
    if (typeof tree === 'number') break;
    trees.push(tree);
    for (const { options } of all)
      for (const one of options.slice(0, -1)) one.added += correctionOf([tree], one.numbers);
  }
  return trees;
};
