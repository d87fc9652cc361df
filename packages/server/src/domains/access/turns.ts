export type TurnLimits = { readonly atOnce: number; readonly waiting: number };

/** Runs at most `atOnce` pieces of work at a time and lets `waiting` more wait in order; throws `full()` for any beyond. */
export const turns = ({ atOnce, waiting }: TurnLimits, full: () => Error) => {
  let running = 0;
  const queue: (() => void)[] = [];
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (running >= atOnce) {
      if (queue.length >= waiting) throw full();
      // Whoever ends hands its place over, so that nobody who comes later gets it.
      await new Promise<void>((resolve) => queue.push(resolve));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
};
