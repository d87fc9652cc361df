import type { RelationType } from '@nightjar/descriptors/description';

/** The words of an edge: `from` needs `to`. An API is `providedBy` its service, which is what a call of it ends at. */
export const needWords = ['dependsOn', 'calls', 'consumesApi', 'providedBy'] as const;
export type NeedWord = (typeof needWords)[number];

/** `from` needs `to`, as one or several sources say. */
export type Need = {
  readonly from: string;
  readonly to: string;
  readonly type: NeedWord;
  readonly confidence: number;
  /** Nobody wrote it down. */
  readonly observed: boolean;
  readonly why: string | null;
};

/** Types of relations that say what needs what; the others say what belongs to what. */
export const needTypes: readonly RelationType[] = ['dependsOn', 'calls', 'consumesApi', 'providesApi'];

/** A row of the table `relation`, read as `from type to` whichever end said it. */
export type RelationRow = {
  readonly from_ref: string;
  readonly type: RelationType;
  readonly to_ref: string;
  readonly confidence: number;
  readonly observed: boolean;
  readonly why: string | null;
};

/** What needs what by a relation; undefined for one that says nothing of that. */
export const needOf = (row: RelationRow): Need | undefined => {
  const { from_ref, to_ref, type, confidence, observed, why } = row;
  const rest = { confidence, observed, why };
  if (type === 'providesApi') return { from: to_ref, to: from_ref, type: 'providedBy', ...rest };
  if (type === 'dependsOn' || type === 'calls' || type === 'consumesApi')
    return { from: from_ref, to: to_ref, type, ...rest };
  return undefined;
};

type Weight = Pick<Need, 'observed' | 'confidence'>;

/** Of two words for one edge the one written down, then the more certain one. */
export const isStronger = (one: Weight, other: Weight): boolean =>
  one.observed === other.observed ? one.confidence > other.confidence : !one.observed;

/**
 * Several sources that say the same edge are one edge, whatever they call it: a declared `dependsOn` and a traced `calls`
 * would else be two lines between the same two. Certain as the most certain, observed only where nobody wrote it down.
 */
export const together = (one: Need, other: Need): Need => ({
  ...(isStronger(other, one) ? other : one),
  confidence: Math.max(one.confidence, other.confidence),
  observed: one.observed && other.observed,
});
