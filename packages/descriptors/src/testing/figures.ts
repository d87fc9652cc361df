import type { Description, Relation } from '../description.ts';
import { partsOf } from '../ref.ts';

const nameOf = (ref: string): string => partsOf(ref).name;

const edges = (
  descriptions: readonly Description[],
  of: (one: Description) => readonly Relation[],
): string[] =>
  descriptions.flatMap((one) => of(one).map(({ to }) => `${nameOf(one.entity)} > ${nameOf(to)}`));

/** `frontend > cart`: what is claimed to call what. */
export const claimedIn = (descriptions: readonly Description[]): string[] =>
  edges(descriptions, ({ says }) =>
    (says.relations ?? []).filter(({ type }) => type === 'calls' || type === 'dependsOn'),
  );

export const possibleIn = (descriptions: readonly Description[]): string[] =>
  edges(descriptions, ({ says }) => (says.rest?.['possible'] ?? []) as Relation[]);

export type Figures = {
  readonly right: readonly string[];
  readonly wrong: readonly string[];
  readonly missed: readonly string[];
  readonly precision: number;
  readonly recall: number;
};

/** What was found against what is so. */
export const figuresOf = (found: readonly string[], truth: readonly string[]): Figures => {
  const right = found.filter((one) => truth.includes(one));
  const wrong = found.filter((one) => !truth.includes(one));
  const missed = truth.filter((one) => !found.includes(one));
  return {
    right,
    wrong,
    missed,
    precision: found.length === 0 ? 1 : right.length / found.length,
    recall: truth.length === 0 ? 1 : right.length / truth.length,
  };
};

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** A row for the table that the test prints. */
export const rowOf = (of: string, { right, wrong, missed, precision, recall }: Figures) => ({
  of,
  found: right.length + wrong.length,
  right: right.length,
  wrong: wrong.length,
  missed: missed.length,
  precision: percent(precision),
  recall: percent(recall),
});
