import type { Relation } from '../description.ts';
import type { Ref } from '../ref.ts';

/** One reason to think that something needs something else. */
export type Evidence = {
  readonly to: Ref;
  readonly type: Relation['type'];
  readonly confidence: number;
  /** Names of variables, keys and policies; never a value. */
  readonly why: string;
};

/** Below this no relation is claimed: more likely wrong than right. It is listed as a possible one, for a person to judge. */
const claimedFrom = 0.5;

/** More reasons than these tell nobody anything. */
const reasons = 3;

/** Who imports a list of a thousand addresses is not helped by a thousand possibilities. */
const mostPossible = 50;

export type Edges = {
  readonly claimed: readonly Relation[];
  readonly possible: readonly Relation[];
};

const round = (confidence: number): number => Math.round(confidence * 100) / 100;

/**
 * What the reasons amount to, a relation a target: the strongest reason counts. To add them up would call ten variables of
 * one careless copy a certainty.
 */
export const edgesOf = (self: Ref, evidence: readonly Evidence[]): Edges => {
  const byTarget = Map.groupBy(
    evidence.filter(({ to }) => to !== self),
    ({ to }) => to,
  );
  const all = [...byTarget].map(([to, reason]): Relation => {
    const best = reason.toSorted((a, b) => b.confidence - a.confidence);
    const why = [...new Set(best.map((one) => one.why))];
    const more = why.length > reasons ? ` and ${why.length - reasons} more` : '';
    return {
      type: best[0]?.type ?? 'calls',
      to,
      confidence: round(best[0]?.confidence ?? 0),
      why: why.slice(0, reasons).join(', ') + more,
    };
  });
  all.sort((a, b) => (a.to < b.to ? -1 : 1));
  return {
    claimed: all.filter((edge) => (edge.confidence ?? 1) >= claimedFrom),
    possible: all
      .filter((edge) => (edge.confidence ?? 1) < claimedFrom)
      .sort((a, b) => (b.confidence ?? 1) - (a.confidence ?? 1))
      .slice(0, mostPossible),
  };
};
