import { median, medianAbsoluteDeviation } from 'simple-statistics';
import type { Metrics } from './csv.ts';

/**
 * The published baseline of PetShop (Hardt et al., CLeaR 2024, PMLR 236:957-978): a node is anomalous where |x - median| / (1.4826
 * MAD) > 5 on the paged metric; roots are anomalous nodes without an anomalous callee that reach the target by anomalous nodes
 * alone; a root's score is the largest sum of scores along such a path.
 */
export const anomalousNodes = (
  normal: Metrics,
  abnormal: Metrics,
  target: { readonly node: string; readonly metric: string; readonly agg: string },
): Map<string, number> => {
  const scores = new Map<string, { readonly score: number; readonly anomalous: boolean }[]>();
  for (const { node, metric, stat, values } of normal.columns) {
    if (metric !== target.metric || stat !== target.agg) continue;
    const known = values.filter((value) => !Number.isNaN(value));
    const later = abnormal.columns.find(
      (column) => column.node === node && column.metric === metric && column.stat === stat,
    );
    if (known.length < 10 || later === undefined) continue;
    const level = median(known);
    const mad = 1.4826 * medianAbsoluteDeviation(known);
    const constant = known.every((value) => value === known[0]);
    scores.set(
      node,
      later.values.map((value) => {
        const apart = Math.abs(value - level);
        const score = constant ? apart : apart / mad;
        return Number.isNaN(score)
          ? { score: 0, anomalous: false }
          : { score, anomalous: score > (constant ? 0 : 5) };
      }),
    );
  }
  // "The third point in time, to give the issues some time to trigger", or the next one at which the target is off.
  const own = scores.get(target.node) ?? [];
  const row = own.findIndex(({ anomalous }, i) => i >= 2 && anomalous);
  return new Map(
    row < 0
      ? []
      : [...scores].flatMap(([node, rows]) => {
          const at = rows[row];
          return at?.anomalous ? [[node, at.score] as const] : [];
        }),
  );
};

export const traversal = (
  edges: readonly (readonly [string, string])[],
  target: string,
  anomalous: ReadonlyMap<string, number>,
): Map<string, number> => {
  const callees = new Map<string, string[]>();
  for (const [caller, callee] of edges) {
    if (anomalous.has(caller) && anomalous.has(callee))
      callees.set(caller, [...(callees.get(caller) ?? []), callee]);
  }
  const roots = new Map<string, number>();
  const walk = (node: string, sum: number, path: ReadonlySet<string>): void => {
    const total = sum + (anomalous.get(node) ?? 0);
    const next = callees.get(node) ?? [];
    if (next.length === 0 && path.size > 0) roots.set(node, Math.max(roots.get(node) ?? -Infinity, total));
    for (const callee of next) if (!path.has(callee)) walk(callee, total, new Set([...path, node]));
  };
  if (anomalous.has(target)) walk(target, 0, new Set());
  return roots;
};
