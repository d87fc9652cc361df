import type { Chance } from './chance.ts';
import type { Service } from './company.ts';

type Fault = 'latency' | 'errors' | 'saturation' | 'canary' | 'load' | 'host';

export type Trouble = {
  readonly fault: Fault;
  readonly root: number;
  /** Factors and shares at the root while it lasts. */
  readonly slower: number;
  readonly failing: number;
  readonly strain: number;
  /** The share of the root's requests that meet it: a quarter where one of four instances is new. */
  readonly portion: number;
  /** Factor of the requests from outside. */
  readonly demand: number;
  readonly begins: number;
  /** Whether a change did it. */
  readonly byChange: boolean;
};

/** What goes wrong, and when. Load from outside and a sick host are nobody's change. */
export const troubleOf = (chance: Chance, services: readonly Service[], begins: number): Trouble => {
  const fault = chance.one([
    'latency',
    'latency',
    'errors',
    'errors',
    'saturation',
    'canary',
    'load',
    'host',
  ] as const);
  return {
    fault,
    root: chance.whole(0, services.length - 1),
    slower: fault === 'errors' ? 1 : chance.between(fault === 'canary' ? 4 : 2, 8),
    failing: fault === 'errors' || (fault === 'canary' && chance.likely(0.5)) ? chance.between(0.03, 0.4) : 0,
    strain:
      fault === 'saturation' || fault === 'host' || fault === 'load'
        ? chance.between(2, 6)
        : chance.between(1, 1.2),
    portion: fault === 'canary' ? 0.25 : 1,
    demand: fault === 'load' ? chance.between(2, 4) : 1,
    begins,
    byChange: fault !== 'load' && fault !== 'host',
  };
};
