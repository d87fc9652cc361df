import { believed } from './believed.ts';
import type { ChangeFeatures, Features, NodeFeatures } from './features.ts';
import { rounded } from './round.ts';
import { type Suspicion, suspicionOf } from './suspicion.ts';
import { correctionOf } from './trees.ts';
import type { Weights } from './weights.ts';

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

/** What speaks for no change, besides that none stands near. */
type Strains = {
  readonly demand: boolean;
  readonly saturation: boolean;
  readonly loneInstance: boolean;
};

const strainsOf = (
  { context, nodes }: Features,
  services: readonly Suspicion[],
  { strained }: Weights,
): Strains => {
  const target = nodes.find(({ service }) => service === context.target.service);
  const first = nodes.find(({ service }) => service === services[0]?.service);
  return {
    demand: (target?.demand ?? 0) > strained,
    saturation: (first?.saturation ?? 0) > strained,
    loneInstance: first?.loneInstance === 1,
  };
};

const nothingOf = (strains: Strains, { nothing }: Weights): number =>
  nothing.odds *
  (strains.demand ? nothing.demand : 1) *
  (strains.saturation ? nothing.saturation : 1) *
  (strains.loneInstance ? nothing.loneInstance : 1);

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

/** A change with what speaks for it. */
type Weighed = {
  readonly change: ChangeFeatures;
  /** Against those of the others, and `nothing`. */
  readonly weight: number;
  /** By name, to be stored, compared and trained on. */
  readonly numbers: Readonly<Record<string, number>>;
};

/** What speaks for each change, and for none of them. */
export type Scales = {
  readonly heard: boolean;
  /** By falling suspicion; equals keep equal scores. */
  readonly services: readonly Suspicion[];
  readonly weighed: readonly Weighed[];
  readonly nothing: number;
  readonly strains: Strains;
  /** Of all, `nothing` as well. */
  readonly sum: number;
};

/**
 * Weighs what was found, from features alone.
 *
 * A change c on service n, a minutes before the onset, has the weight share(n) f(a) / rate times the odds of its kind, exposure and
 * text: how likely it is that it did it, against how likely a change lands there by chance (rate: changes an hour and service in
 * this very feed). "No change" has the weight `nothing`. A probability is a weight over the sum of all.
 */
export const weigh = (features: Features, weights: Weights): Scales => {
  const { context, nodes, changes } = features;
  const heard = believed(features, weights);
  const services = suspicionOf(nodes, weights, heard).sort(
    (a, b) => b.score - a.score || (a.service < b.service ? -1 : 1),
  );
  const shares = sharesOf(services, nodes, weights);
  const byName = new Map(nodes.map((node) => [node.service, node]));
  const scores = new Map(services.map((one) => [one.service, one]));
  const weighed = changes.map((change): Weighed => {
    const share = shares.get(change.service) ?? weights.base / Math.max(1, nodes.length);
    const time = densityAt(change.ageMinutes, weights.time) / context.changeRate;
    const kind = weights.kinds[change.kind] ?? 1;
    const numbers = numbersOf(change, byName.get(change.service), {
      suspicion: rounded(scores.get(change.service)?.score ?? 0),
      serviceShare: rounded(share),
      time: rounded(time),
      kindOdds: kind,
    });
    const extra = exposedOdds(change.exposure, weights) + weights.affinity * change.affinity;
    return {
      change,
      numbers,
      weight: share * time * kind * Math.exp(extra + correctionOf(weights.trees ?? [], numbers)),
    };
  });
  const strains = strainsOf(features, services, weights);
  const nothing = nothingOf(strains, weights);
  const sum = weighed
    .map(({ weight }) => weight)
    .sort((a, b) => a - b)
    .reduce((total, weight) => total + weight, 0);
  return { heard, services, weighed, nothing, strains, sum: sum + nothing };
};
