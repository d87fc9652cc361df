import type { Change, Series } from '@nightjar/diagnosis/case';

const minute = 60_000;

/** Kinds that put up instances anew. */
const rolled: ReadonlySet<string> = new Set(['deploy', 'config', 'infrastructure']);

type Lives = ReadonlyMap<string, readonly (readonly [instance: string, first: number, last: number])[]>;

/** When each instance of a service was first and last measured. */
export const livesIn = (series: readonly Series[]): Lives => {
  const lives = new Map<string, Map<string, [number, number]>>();
  for (const { service, instance, peer, points } of series) {
    if (instance === undefined || peer !== undefined || points.length === 0) continue;
    const of = lives.get(service) ?? new Map<string, [number, number]>();
    lives.set(service, of);
    const seen = of.get(instance) ?? [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const [at] of points) {
      if (at < seen[0]) seen[0] = at;
      if (at > seen[1]) seen[1] = at;
    }
    of.set(instance, seen);
  }
  return new Map(
    [...lives].map(([service, of]) => [service, [...of].map(([name, [a, b]]) => [name, a, b] as const)]),
  );
};

/**
 * The instances that a change put up, where nobody tells: those first measured since it began, beside those that were measured before
 * and still are. Nothing where none came, or none stayed: then there is nothing to compare.
 */
export const withInstances = (change: Change, lives: Lives): Change => {
  if (change.newInstances !== undefined || !rolled.has(change.kind)) return change;
  const all = lives.get(change.service) ?? [];
  const young = all.filter(([, first]) => first > change.at - minute);
  const old = all.filter(([, first, last]) => first < change.at - minute && last > change.at + minute);
  if (young.length === 0 || old.length === 0) return change;
  return {
    ...change,
    newInstances: young.map(([name]) => name),
    oldInstances: old.map(([name]) => name),
  };
};
