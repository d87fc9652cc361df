import type { Chance } from './chance.ts';

export type Service = {
  readonly name: string;
  /** Whom it calls, and how often for each of its own requests. */
  readonly calls: readonly { readonly callee: number; readonly often: number }[];
  /** Seconds it works itself for a request. */
  readonly work: number;
  /** Share of its own requests that fail on a good day. */
  readonly fails: number;
};

/** Services without cycles: each but the first is called by one or two of those before it. */
export const companyOf = (chance: Chance): Service[] => {
  const size = chance.whole(6, 24);
  const calls = Array.from({ length: size }, () => new Map<number, number>());
  for (let callee = 1; callee < size; callee++)
    for (let n = chance.likely(0.3) ? 2 : 1; n > 0; n--)
      calls[chance.whole(Math.max(0, callee - 8), callee - 1)]?.set(callee, chance.between(0.2, 1));
  return calls.map((called, i) => ({
    name: `service-${i}`,
    calls: [...called].map(([callee, often]) => ({ callee, often })),
    work: Math.exp(chance.between(Math.log(0.002), Math.log(0.08))),
    fails: chance.likely(0.5) ? 0 : chance.between(0.0005, 0.01),
  }));
};
