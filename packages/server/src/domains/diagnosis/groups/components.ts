import { sameEnvironment } from './score.ts';

type Root = { size: number; environment: string | null };

/** Sets that are joined one by one, as long as no two environments come together. Near-linear (union by size, paths halved). */
export const components = (environments: readonly (string | null)[]) => {
  const parent = environments.map((_, n) => n);
  const roots: Root[] = environments.map((environment) => ({ size: 1, environment }));

  const find = (n: number): number => {
    let at = n;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] ?? at] ?? at;
      at = parent[at] ?? at;
    }
    return at;
  };

  return {
    find,
    /** False where they were together already, or may not come together. */
    join: (a: number, b: number): boolean => {
      const [x, y] = [find(a), find(b)];
      const [one, other] = [roots[x], roots[y]];
      if (x === y || one === undefined || other === undefined) return false;
      if (!sameEnvironment(one.environment, other.environment)) return false;
      const [into, from] = one.size >= other.size ? [x, y] : [y, x];
      parent[from] = into;
      roots[into] = { size: one.size + other.size, environment: one.environment ?? other.environment };
      return true;
    },
  };
};
