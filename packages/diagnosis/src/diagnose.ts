import type { Case } from './case.ts';
import { reasonsFor, reasonsForNone } from './explain.ts';
import { extract } from './extract.ts';
import type { Excluded, Features } from './features.ts';
import { mostTold, type Ranking, rank, type Verdict } from './rank.ts';
import { weights as shipped, type Weights } from './weights.ts';
import type { Without } from './without.ts';

type Suspect = {
  readonly id: string;
  readonly service: string;
  /** That this change did it, 0 to 1. */
  readonly probability: number;
  /** Short sentences, a factor each. */
  readonly reasons: readonly string[];
  readonly features: Readonly<Record<string, number>>;
};

export type Answer = {
  readonly verdict: Verdict;
  /** That one of the three foremost suspects did it, 0 to 1; 0.5 where nothing unusual shows. */
  readonly probability: number;
  /** Whether anything unusual shows around the page. If not, the verdict is `unknown` and nobody is suspected. */
  readonly heard: boolean;
  /** When the trouble began, to a row of measurements; the page's time where nothing shows it. */
  readonly onset: number;
  /** Where the trouble comes from, most suspicious first: all services of the case. */
  readonly services: readonly { readonly service: string; readonly score: number }[];
  /** At most five. */
  readonly suspects: readonly Suspect[];
  /** Why no change is thought to have done it; empty where one is. */
  readonly reasons: readonly string[];
  readonly excluded: readonly Excluded[];
  readonly without: readonly Without[];
  readonly weights: string;
};

/** Words for a ranking, from the same stored features. */
export const explain = (features: Features, ranking: Ranking, weights: Weights): Answer => {
  const { context, nodes, changes, excluded, without } = features;
  const node = new Map(nodes.map((one) => [one.service, one]));
  const change = new Map(changes.map((one) => [one.id, one]));
  const first = node.get(ranking.services[0]?.service ?? '');
  const nearest = changes
    .filter(({ service }) => service === first?.service)
    .reduce<(typeof changes)[number] | undefined>(
      (best, one) => (best === undefined || one.ageMinutes < best.ageMinutes ? one : best),
      undefined,
    );
  const suspects = ranking.changes
    .slice(0, ranking.heard ? mostTold : 0)
    .flatMap(({ id, service, probability, features: seen }) => {
      const it = change.get(id);
      if (it === undefined) return [];
      const reasons = reasonsFor(it, node.get(service), context, weights.kinds[it.kind] ?? 1);
      return [{ id, service, probability, reasons, features: seen }];
    });
  return {
    verdict: ranking.verdict,
    probability: ranking.probability,
    heard: ranking.heard,
    onset: context.onset,
    services: ranking.services.map(({ service, score }) => ({ service, score })),
    suspects,
    reasons:
      ranking.verdict === 'change'
        ? []
        : ranking.heard
          ? reasonsForNone(context, node.get(context.target.service), first, nearest)
          : [],
    excluded,
    without,
    weights: weights.version,
  };
};

/** What probably broke, and why. Pure: the same case gives the same answer, whatever the order of its parts. */
export const diagnose = (input: Case, weights: Weights = shipped): Answer => {
  const features = extract(input);
  return explain(features, rank(features, weights), weights);
};
