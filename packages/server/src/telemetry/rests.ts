import { setImmediate as breath } from 'node:timers/promises';

/** Lets the rest of the house breathe after every so many pieces of work: to be awaited with how many were done. */
export const rests = (most: number) => {
  let since = 0;
  return async (done: number): Promise<void> => {
    since += done;
    if (since < most) return;
    since = 0;
    await breath();
  };
};
