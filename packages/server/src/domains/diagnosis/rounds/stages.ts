import { Histogram, type Registry } from 'prom-client';

export type Stage = 'around' | 'series' | 'survey' | 'changes' | 'ranking';

/** Runs a stage of a diagnosis and notes how long it took. */
export type Timed = <Result>(stage: Stage, work: () => Promise<Result> | Result) => Promise<Result>;

const known = new WeakMap<Registry, Histogram<'stage'>>();

const histogramIn = (metrics: Registry): Histogram<'stage'> => {
  const before = known.get(metrics);
  if (before !== undefined) return before;
  const made = new Histogram({
    name: 'nightjar_diagnosis_stage_seconds',
    help: 'How long each stage of a diagnosis took: what is around, series, survey, changes, ranking.',
    labelNames: ['stage'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [metrics],
  });
  known.set(metrics, made);
  return made;
};

/** How long stages take, at /metrics; `heard` is told as well. */
export const timedIn = (metrics: Registry, heard: (stage: Stage, ms: number) => void = () => {}): Timed => {
  const histogram = histogramIn(metrics);
  return async (stage, work) => {
    const began = performance.now();
    try {
      return await work();
    } finally {
      const ms = performance.now() - began;
      histogram.observe({ stage }, ms / 1000);
      heard(stage, ms);
    }
  };
};
