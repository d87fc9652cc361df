import type { ChangeFeatures, Features, NodeFeatures } from '../features.ts';
import type { Judged } from '../learn/judged.ts';
import { weigh } from '../weigh.ts';
import type { Weights } from '../weights.ts';

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
export const nights = (count: number, by: Weights, seed = 1): Judged[] => {
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
