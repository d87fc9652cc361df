import { expect, test } from 'vitest';
import type { ChangeFeatures, Features, NodeFeatures } from './features.ts';
import { fit } from './fit.ts';
import { figuresOf } from './learn/figures.ts';
import { type Judged, truthOf } from './learn/judged.ts';
import { weigh } from './weigh.ts';
import { weights as shipped, type Weights } from './weights.ts';

/** Numbers in [0, 1) that are the same each time. */
const dice = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

const node = (service: string, roll: () => number): NodeFeatures => ({
  service,
  calls: [],
  hops: service === 's0' ? 0 : 1,
  measured: 1,
  paged: 1,
  off: roll() * 20,
  shape: roll(),
  share: roll(),
  evidence: 20,
  loud: roll() * 10,
  loudShape: roll(),
  saturation: roll() < 0.1 ? 9 : 0,
  demand: roll() < 0.1 ? 9 : 0,
  loneInstance: 0,
  seen: null,
  loudSeen: null,
});

const kinds = ['deploy', 'flag', 'config', 'scale'];

const change = (n: number, roll: () => number): ChangeFeatures => ({
  id: `chg_${n}`,
  service: `s${Math.floor(roll() * 4)}`,
  kind: kinds[Math.floor(roll() * kinds.length)] ?? 'deploy',
  at: n,
  effectiveAt: n,
  ageMinutes: roll() * 90,
  underWay: 0,
  exposure: roll() < 0.3 ? roll() * 2 - 1 : null,
  affinity: roll() < 0.3 ? roll() : 0,
});

const featuresOf = (roll: () => number): Features => ({
  context: {
    evidence: 50,
    onset: 0,
    dated: 1,
    step: 60_000,
    pagedAt: 0,
    target: { service: 's0', signal: 'latency' },
    seen: null,
    graph: 1,
    elsewhere: 0,
    changeRate: 1,
  },
  nodes: Array.from({ length: 4 }, (_, n) => node(`s${n}`, roll)),
  changes: Array.from({ length: 8 }, (_, n) => change(n, roll)),
  excluded: [],
  without: [],
});

/** Nights of a company in which what breaks does so by these weights; each is told of in two rounds. */
const nights = (count: number, by: Weights, seed = 1): Judged[] => {
  const roll = dice(seed);
  return Array.from({ length: count }, (_, n) => n).flatMap((n) => {
    const features = featuresOf(roll);
    const { weighed, sum } = weigh(features, by);
    let left = roll() * sum;
    const guilty = weighed.find(({ weight }) => {
      left -= weight;
      return left < 0;
    });
    const truth: Judged['truth'] =
      guilty === undefined ? { is: 'none' } : { is: 'change', changes: [guilty.change.id] };
    return [1, 2].map((round) => ({ diagnosis: `dgn_${n}`, round, features, truth }));
  });
};

/** Here flags break what they touch, texts tell, and much breaks by itself. */
const other: Weights = {
  ...shipped,
  kinds: { ...shipped.kinds, flag: 12, scale: 0.1 },
  affinity: 2.5,
  nothing: { ...shipped.nothing, odds: 2 },
};

test('where things break in other ways than by the shipped weights, the fitted ones do better, and say how', () => {
  const found = fit(nights(200, other), shipped, 'learnt');
  if (found.is !== 'fitted') throw new Error(found.is);
  expect(found).toMatchObject({ cases: 200, better: true, weights: { version: 'learnt' } });
  expect(found.tried.logistic.loss).toBeLessThan(found.tried.current.loss - 0.1);
  expect(found.tried.logistic.figures.hit1).toBeGreaterThan(found.tried.current.figures.hit1 + 0.03);
  const { kinds: odds, affinity, nothing } = found.weights;
  expect(odds['flag']).toBeGreaterThan(4);
  expect(odds['scale']).toBeLessThan(0.5);
  expect(affinity).toBeGreaterThan(1);
  expect(nothing.odds).toBeGreaterThan(0.8);
  // On nights that nobody has seen as well.
  const fresh = nights(200, other, 99).filter(({ round }) => round === 1);
  const lossBy = (weights: Weights): number =>
    fresh.reduce((sum, { features, truth }) => {
      const { weighed, sum: all, nothing: none } = weigh(features, weights);
      const right = weighed.find(({ change: { id } }) => truth.is === 'change' && truth.changes.includes(id));
      return sum - Math.log((right?.weight ?? none) / all);
    }, 0) / fresh.length;
  expect(lossBy(found.weights)).toBeLessThan(lossBy(shipped) - 0.1);
});

test('where they break by the weights that stand, those stay', () => {
  const found = fit(nights(120, shipped), shipped, 'learnt');
  expect(found).toMatchObject({ is: 'fitted', better: false });
});

test('a few cases teach nothing', () => {
  expect(fit(nights(19, other), shipped, 'learnt')).toEqual({ is: 'too few', cases: 19, needs: 20 });
});

test('the same cases in any order give the same weights', () => {
  const cases = nights(40, other);
  expect(fit(cases.toReversed(), shipped, 'learnt')).toEqual(fit(cases, shipped, 'learnt'));
});

test('what no weight can say, trees can', () => {
  // Here old changes whose text says nothing break things; by the weights the older of two is always the less likely one.
  const odd = nights(300, other).map((one): Judged => {
    const loud = one.features.changes.find(
      ({ ageMinutes, affinity }) => ageMinutes > 60 && affinity === 0,
    );
    return loud === undefined ? one : { ...one, truth: { is: 'change', changes: [loud.id] } };
  });
  const found = fit(odd, shipped, 'learnt');
  if (found.is !== 'fitted') throw new Error(found.is);
  expect(found.winner).toBe('trees');
  expect(found.weights.trees?.length).toBeGreaterThan(3);
  expect(found.tried.trees.loss).toBeLessThan(found.tried.logistic.loss - 0.1);
});

test.each([
  [[], null],
  [[{ change: 'a', judgement: 'refuted' }], null],
  [[{ change: 'a', judgement: 'confirmed' }], { is: 'change', changes: ['a'] }],
  [[{ change: null, judgement: 'confirmed' }], { is: 'none' }],
  [
    [
      { change: 'a', judgement: 'confirmed' },
      { change: null, judgement: 'confirmed' },
    ],
    null,
  ],
  [
    [
      { change: 'b', judgement: 'confirmed' },
      { change: 'a', judgement: 'confirmed' },
      { change: null, judgement: 'confirmed' },
    ],
    { is: 'change', changes: ['a', 'b'] },
  ],
])('what responders say comes to what most confirm: %j', (words, truth) => {
  expect(truthOf(words)).toEqual(truth);
});

test('figures say how good what was said was', () => {
  const told = (verdict: string, ...ids: readonly string[]) => ({
    verdict,
    suspects: ids.map((id, n) => ({ id, probability: n === 0 ? 0.85 : 0.05 })),
  });
  const change = { is: 'change', changes: ['a'] } as const;
  const figures = figuresOf([
    { told: told('change', 'a', 'b'), truth: change },
    { told: told('change', 'b', 'a'), truth: change },
    { told: told('not a change', 'b'), truth: { is: 'none' } },
    { told: told('unknown'), truth: change },
  ]);
  expect(figures).toMatchObject({ cases: 4, noChange: 1, mrr: 0.5 });
  expect(figures.hit1).toBeCloseTo(1 / 3);
  expect(figures.hit3).toBeCloseTo(2 / 3);
  expect(figures.bins[8]).toMatchObject({ from: 0.8, count: 3, was: 1 / 3 });
  expect(figures.bins[0]).toMatchObject({ count: 2, was: 0.5 });
});
