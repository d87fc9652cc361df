/** Runs of one piece of work, one after the other: who asks for a run gets one that begins after they asked. */
export const inTurn = (work: () => Promise<void>) => {
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;
  return {
    run: (): Promise<void> => {
      waiting += 1;
      last = last.then(work).finally(() => {
        waiting -= 1;
      });
      return last;
    },
    isBusy: (): boolean => waiting > 0,
  };
};
