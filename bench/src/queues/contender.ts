/** A queue under test: `size` trivial tasks wait already when `run` begins. */
export type Contender = {
  readonly name: string;
  readonly settings: string;
  /** Fills the queue; not timed. */
  readonly prepare: (url: string, size: number) => Promise<void>;
  /** Runs until `size` tasks were handled, or until the limit. */
  readonly run: (url: string, size: number, limitMs: number) => Promise<Measured>;
};

export type Measured = { readonly handled: number; readonly ms: number };

export const perSecond = ({ handled, ms }: Measured): number => {
  const rate = handled / (ms / 1000);
  return rate < 100 ? Number(rate.toFixed(1)) : Math.round(rate);
};

/** Counts what was handled, each task once, and says when it is enough. */
export const counter = (size: number, limitMs: number) => {
  const seen = new Set<number>();
  const began = performance.now();
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const timer = setTimeout(finish, limitMs);
  return {
    finished,
    full: () => seen.size >= size || performance.now() - began >= limitMs,
    count: (n: number) => {
      if (seen.has(n)) throw new Error(`Task ${n} was handled twice.`);
      seen.add(n);
      if (seen.size >= size) finish();
    },
    measured: (): Measured => {
      clearTimeout(timer);
      return { handled: seen.size, ms: performance.now() - began };
    },
  };
};

/** `size` numbers in groups of at most a thousand, as `make` makes of them. */
export const inGroups = async <Item>(
  size: number,
  make: (n: number) => Item,
  insert: (items: Item[]) => Promise<unknown>,
): Promise<void> => {
  for (let from = 0; from < size; from += 1000) {
    await insert(Array.from({ length: Math.min(1000, size - from) }, (_, n) => make(from + n)));
  }
};
