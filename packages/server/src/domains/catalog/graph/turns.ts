import { refuse } from '../refusals.ts';

/**
 * At most so many pieces of work at once; whoever comes then is refused with `catalog.past-busy`. Work that takes memory must not wait
 * in a line: those who ask have mostly gone when their turn comes.
 */
export const atMost = (most: number) => {
  let running = 0;
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (running >= most) throw refuse('catalog.past-busy', { retryAfterSeconds: 2 });
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
    }
  };
};
