import { believed } from './believed.ts';
import type { ChangeFeatures, Features, NodeFeatures } from './features.ts';
import { rounded } from './round.ts';
import { type Suspicion, suspicionOf } from './suspicion.ts';
import { weights as shipped, type Weights } from './weights.ts';

export type Verdict = 'change' | 'not a change' | 'unknown';

/** A change with what it was scored by. */
type RankedChange = {
  readonly id: string;
  readonly service: string;
  readonly probability: number;
  /** By name, to be stored, compared and trained on. */
  readonly features: Readonly<Record<string, number>>;
};

export type Ranking = {
  readonly verdict: Verdict;
  /** That one of the three foremost changes did it; an even chance where nothing unusual shows. */
  readonly probability: number;
  /** Whether anything unusual shows around the page; if not, nobody is to be named. */
  readonly heard: boolean;
  /** By falling suspicion; equals keep equal scores. */
  readonly services: readonly Suspicion[];
  /** By falling probability; of equals the latest first. */
  readonly changes: readonly RankedChange[];
};

/** Density of the time from a change to what it breaks, an hour: a mixture of soon and late. */
const densityAt = (minutes: number, { soon, soonMinutes, lateMinutes }: Weights['time']): number =>
  (soon * 60 * Math.exp(-minutes / soonMinutes)) / soonMinutes +
  ((1 - soon) * 60 * Math.exp(-minutes / lateMinutes)) / lateMinutes;

/** Suspicions as shares of 1. A caller has a part in what its callees show. */
const sharesOf = (
  services: readonly Suspicion[],
  nodes: readonly NodeFeatures[],
  weights: Weights,
): Map<string, number> => {
  const score = new Map(services.map((one) => [one.service, one.score]));
  const raised = nodes.map(({ service, calls }) => {
    const below = calls.reduce((most, callee) => Math.max(most, score.get(callee) ?? 0), 0);
    const own = score.get(service) ?? 0;
    return [service, (weights.base + Math.max(own, weights.caller * below)) ** weights.sharpness] as const;
  });
  const all = raised.map(([, value]) => value).sort((a, b) => a - b);
  const sum = all.reduce((total, value) => total + value, 0);
  return new Map(raised.map(([service, value]) => [service, value / sum]));
};

const exposedOdds = (exposure: number | null, { exposed, unexposed }: Weights): number =>
  exposure === null ? 0 : exposure > 0 ? exposed * exposure : unexposed;

const nothingOf = (
  { context, nodes }: Features,
  services: readonly Suspicion[],
  weights: Weights,
): number => {
  const target = nodes.find(({ service }) => service === context.target.service);
  const first = nodes.find(({ service }) => service === services[0]?.service);
  const { odds, demand, saturation, loneInstance } = weights.nothing;
  return (
    odds *
    ((target?.demand ?? 0) > weights.strained ? demand : 1) *
    ((first?.saturation ?? 0) > weights.strained ? saturation : 1) *
    (first?.loneInstance === 1 ? loneInstance : 1)
  );
};

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
const logit = (p: number): number => Math.log(p / (1 - p));

const calibrated = (p: number, { intercept, slope }: Weights['calibration']): number =>
  p <= 0 ? 0 : p >= 1 ? 1 : logistic(intercept + slope * logit(p));

const numbersOf = (
  change: ChangeFeatures,
  node: NodeFeatures | undefined,
  named: Readonly<Record<string, number>>,
): Record<string, number> => ({
  ...named,
  ageMinutes: change.ageMinutes,
  underWay: change.underWay,
  exposure: change.exposure ?? 0,
  exposureKnown: change.exposure === null ? 0 : 1,
  affinity: change.affinity,
  off: node?.off ?? 0,
  shape: node?.shape ?? 0,
  share: node?.share ?? 0,
  loud: node?.loud ?? 0,
  hops: node?.hops ?? -1,
});

/**
 * Ranks from features alone, so that what was stored can be ranked again by other weights.
 *
 * A change c on service n, a minutes before the onset, has the weight share(n) f(a) / rate times the odds of its kind, exposure and
 * text: how likely it is that it did it, against how likely a change lands there by chance (rate: changes an hour and service in
 * this very feed). "No change" has the weight `nothing`. A probability is a weight over the sum of all.
 */
export const rank = (features: Features, weights: Weights = shipped): Ranking => {
  const { context, nodes, changes, without } = features;
  const heard = believed(features, weights);
  const services = suspicionOf(nodes, weights, heard).sort(
    (a, b) => b.score - a.score || (a.service < b.service ? -1 : 1),
  );
  const shares = sharesOf(services, nodes, weights);
  const byName = new Map(nodes.map((node) => [node.service, node]));
  const scores = new Map(services.map((one) => [one.service, one]));
  const weighed = changes.map((change) => {
    const share = shares.get(change.service) ?? weights.base / Math.max(1, nodes.length);
    const time = densityAt(change.ageMinutes, weights.time) / context.changeRate;
    const kind = weights.kinds[change.kind] ?? 1;
    const extra = Math.exp(exposedOdds(change.exposure, weights) + weights.affinity * change.affinity);
    return { change, share, time, kind, weight: share * time * kind * extra };
  });
  const nothing = nothingOf(features, services, weights);
  const sum = weighed
    .map(({ weight }) => weight)
    .sort((a, b) => a - b)
    .reduce((total, weight) => total + weight, 0);
  const foremost = weighed
    .map(({ weight }) => weight / (sum + nothing))
    .sort((a, b) => b - a)
    .slice(0, weights.change.named)
    .reduce((total, share) => total + share, 0);
  const doubt = weights.without ** without.length;
  const probability = heard ? rounded(0.5 + (calibrated(foremost, weights.calibration) - 0.5) * doubt) : 0.5;
  const ranked = weighed
    .map(({ change, share, time, kind, weight }) => ({
      at: change.at,
      id: change.id,
      service: change.service,
      probability: rounded(calibrated(weight / (sum + nothing), weights.calibration) * doubt),
      features: numbersOf(change, byName.get(change.service), {
        suspicion: rounded(scores.get(change.service)?.score ?? 0),
        serviceShare: rounded(share),
        time: rounded(time),
        kindOdds: kind,
      }),
    }))
    .sort((a, b) => b.probability - a.probability || b.at - a.at || (a.id < b.id ? -1 : 1))
    .map(({ at: _, ...one }) => one);
  return {
    verdict: !heard ? 'unknown' : foremost >= weights.change.from ? 'change' : 'not a change',
    probability,
    heard,
    services,
    changes: ranked,
  };
};
