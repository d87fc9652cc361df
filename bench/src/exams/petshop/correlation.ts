import { sampleCorrelation } from 'simple-statistics';
import type { Metrics } from './csv.ts';

/** Two-sided p of Pearson's r over n points, by Student's t with n - 2 degrees of freedom; the closed forms of 1, 2 and 3. */
const pOf = (r: number, n: number): number => {
  const t = Math.abs(r) * Math.sqrt((n - 2) / Math.max(1e-12, 1 - r * r));
  switch (n - 2) {
    case 1:
      return 1 - (2 / Math.PI) * Math.atan(t);
    case 2:
      return 1 - t / Math.sqrt(t * t + 2);
    default: {
      const u = t / Math.sqrt(3);
      return 1 - (2 / Math.PI) * (Math.atan(u) + u / (1 + u * u));
    }
  }
};

/** The strong simple baseline: anomalous nodes by how surely they correlate with the target in the five abnormal rows. */
export const rankedCorrelation = (
  abnormal: Metrics,
  target: { readonly node: string; readonly metric: string; readonly agg: string },
  anomalous: ReadonlyMap<string, number>,
): Map<string, number> => {
  const of = (node: string): readonly number[] =>
    abnormal.columns.find((c) => c.node === node && c.metric === target.metric && c.stat === target.agg)
      ?.values ?? [];
  const symptom = of(target.node);
  const scores = new Map<string, number>();
  for (const node of anomalous.keys()) {
    if (node === target.node) continue;
    const pairs = of(node).flatMap((x, i) => {
      const y = symptom[i] ?? Number.NaN;
      return Number.isNaN(x) || Number.isNaN(y) ? [] : [[x, y] as const];
    });
    if (pairs.length < 3) continue;
    const r = sampleCorrelation(
      pairs.map(([x]) => x),
      pairs.map(([, y]) => y),
    );
    if (!Number.isNaN(r)) scores.set(node, -pOf(r, pairs.length));
  }
  return new Map([...scores].sort((a, b) => b[1] - a[1]).slice(0, 3));
};

/** Reciprocal-rank fusion of two rankings: sum of 1 / (3 + rank), the rank from 0, equals by their mean rank. */
export const fused = (...rankings: readonly ReadonlyMap<string, number>[]): Map<string, number> => {
  const scores = new Map<string, number>();
  for (const ranking of rankings) {
    for (const [node, score] of ranking) {
      const all = [...ranking.values()];
      const better = all.filter((other) => other > score).length;
      const equal = all.filter((other) => other === score).length;
      scores.set(node, (scores.get(node) ?? 0) + 1 / (3 + better + (equal - 1) / 2));
    }
  }
  return scores;
};
