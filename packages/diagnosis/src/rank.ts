import type { Features } from './features.ts';
import { logistic, logit } from './logit.ts';
import { rounded } from './round.ts';
import type { Suspicion } from './suspicion.ts';
import { weigh } from './weigh.ts';
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

const calibrated = (p: number, { intercept, slope }: Weights['calibration']): number =>
  p <= 0 ? 0 : p >= 1 ? 1 : logistic(intercept + slope * logit(p));

/** So many suspects are told to people, at most. */
export const mostTold = 5;

/**
 * Only one of them did it: together those that are told are no likelier than that one of them did. Each is calibrated by itself, which
 * adds up to more where two are likely.
 */
const within = (most: number, probabilities: readonly number[]): number => {
  const all = [...probabilities]
    .sort((a, b) => b - a)
    .slice(0, mostTold)
    .reduce((sum, one) => sum + one, 0);
  return all > most ? most / all : 1;
};

/** Ranks from features alone, so that what was stored can be ranked again by other weights. */
export const rank = (features: Features, weights: Weights = shipped): Ranking => {
  const { heard, services, weighed, sum } = weigh(features, weights);
  const foremost = weighed
    .map(({ weight }) => weight / sum)
    .sort((a, b) => b - a)
    .slice(0, weights.change.named)
    .reduce((total, share) => total + share, 0);
  const doubt = weights.without ** features.without.length;
  const probability = heard ? rounded(0.5 + (calibrated(foremost, weights.calibration) - 0.5) * doubt) : 0.5;
  const each = weighed.map(({ weight }) => calibrated(weight / sum, weights.calibration) * doubt);
  const scale = heard ? within(probability, each) : 1;
  const ranked = weighed
    .map(({ change, numbers }, at) => ({
      at: change.at,
      id: change.id,
      service: change.service,
      probability: rounded((each[at] ?? 0) * scale),
      features: numbers,
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
