/** The p-th percentile (0 to 100) of unsorted values, nearest rank. */
export const percentile = (values: readonly number[], p: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return (
    sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil((p / 100) * sorted.length) - 1))] ?? Number.NaN
  );
};

export const median = (values: readonly number[]): number => percentile(values, 50);

/** Things a second that `work` did; `work` answers how many. */
export const perSecond = async (work: () => Promise<number>): Promise<number> => {
  const began = performance.now();
  const n = await work();
  return n / ((performance.now() - began) / 1000);
};

export const milliseconds = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};
