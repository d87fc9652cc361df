import type { Case } from './case.ts';

/** Who calls whom, as far as the target reaches. */
export type Graph = {
  /** False where nothing says who calls whom; then every service is taken for a callee of the target. */
  readonly known: boolean;
  /** How many calls lie between the target and each service of the case; null where no path leads there. */
  readonly hops: ReadonlyMap<string, number | null>;
  readonly callees: ReadonlyMap<string, readonly string[]>;
};

/** The edges of a case and those that its peer series show. A call to oneself is none. */
export const graphOf = ({ edges, series, target }: Pick<Case, 'edges' | 'series' | 'target'>): Graph => {
  const calls = new Map<string, Set<string>>();
  const add = (caller: string, callee: string): void => {
    if (caller === callee) return;
    calls.set(caller, (calls.get(caller) ?? new Set()).add(callee));
  };
  for (const [caller, callee] of edges) add(caller, callee);
  for (const { service, peer } of series) if (peer !== undefined) add(service, peer);
  const known = calls.size > 0;
  if (!known) for (const { service } of series) add(target.service, service);
  const reached = new Map([[target.service, 0]]);
  // A map hands out what is added while it is walked, so this goes breadth first.
  for (const [service, hop] of reached)
    for (const callee of calls.get(service) ?? []) if (!reached.has(callee)) reached.set(callee, hop + 1);
  const services = new Set([
    target.service,
    ...edges.flat(),
    ...series.flatMap(({ service, peer }) => (peer === undefined ? [service] : [service, peer])),
  ]);
  return {
    known,
    hops: new Map([...services].map((service) => [service, reached.get(service) ?? null])),
    callees: new Map([...calls].map(([service, callees]) => [service, [...callees]])),
  };
};
