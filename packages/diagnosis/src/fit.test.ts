import { expect, test } from 'vitest';
import { fit } from './fit.ts';
import { figuresOf } from './learn/figures.ts';
import { type Judged, truthOf } from './learn/judged.ts';
import { nights } from './testing/nights.ts';
import { weigh } from './weigh.ts';
import { weights as shipped, type Weights } from './weights.ts';

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
    const loud = one.features.changes.find(({ ageMinutes, affinity }) => ageMinutes > 60 && affinity === 0);
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
  expect(figures).toMatchObject({ cases: 4, noChange: 1, mrr: 0.5, right: 0.5 });
  expect(figures.hit1).toBeCloseTo(1 / 3);
  expect(figures.hit3).toBeCloseTo(2 / 3);
  expect(figures.bins[8]).toMatchObject({ from: 0.8, count: 3, was: 1 / 3 });
  expect(figures.bins[0]).toMatchObject({ count: 2, was: 0.5 });
});
