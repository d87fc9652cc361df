/** Below `at` the one, else the other; at the end what is added to the log odds. A number that is not there counts as 0. */
export type Tree = {
  readonly feature: string;
  readonly at: number;
  readonly below: Tree | number;
  readonly above: Tree | number;
};

/** Deeper trees than this are not ours. */
const deepest = 8;

const leafOf = (tree: Tree | number, numbers: Readonly<Record<string, number>>, depth = 0): number => {
  if (typeof tree === 'number') return tree;
  if (depth === deepest) return 0;
  return leafOf((numbers[tree.feature] ?? 0) < tree.at ? tree.below : tree.above, numbers, depth + 1);
};

/** What all trees together add to the log odds of a change. */
export const correctionOf = (trees: readonly Tree[], numbers: Readonly<Record<string, number>>): number =>
  trees.reduce((sum, tree) => sum + leafOf(tree, numbers), 0);
