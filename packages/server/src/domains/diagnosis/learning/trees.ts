import type { Tree } from '@nightjar/diagnosis/trees';

/** As deep as a ranking looks. */
const deepest = 8;

const isNumber = (value: unknown): value is number => typeof value === 'number' && Math.abs(value) < 1e6;

/** Whether a value that came from outside is a tree. */
export const isTree = (value: unknown, depth = 0): value is Tree => {
  if (typeof value !== 'object' || value === null || depth === deepest) return false;
  const { feature, at, below, above } = value as Partial<Record<keyof Tree, unknown>>;
  return (
    typeof feature === 'string' &&
    feature.length <= 100 &&
    isNumber(at) &&
    [below, above].every((side) => isNumber(side) || isTree(side, depth + 1))
  );
};
