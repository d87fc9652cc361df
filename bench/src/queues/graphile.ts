import { Logger, makeWorkerUtils, type RunnerOptions, run as runWorker } from 'graphile-worker';
import { type Contender, counter, inGroups } from './contender.ts';

const logger = new Logger(() => () => {});

const graphile = (name: string, settings: string, more: Partial<RunnerOptions>): Contender => ({
  name,
  settings,
  prepare: async (url, size) => {
    const utils = await makeWorkerUtils({ connectionString: url, logger });
    await utils.migrate();
    await inGroups(
      size,
      (n) => ({ identifier: 'trivial', payload: { n } }),
      (jobs) => utils.addJobs(jobs),
    );
    await utils.release();
  },
  run: async (url, size, limitMs) => {
    const counted = counter(size, limitMs);
    const runner = await runWorker({
      connectionString: url,
      logger,
      noHandleSignals: true,
      taskList: { trivial: (payload) => counted.count((payload as { n: number }).n) },
      ...more,
    });
    await counted.finished;
    await runner.stop();
    const measured = counted.measured();
    const utils = await makeWorkerUtils({ connectionString: url, logger });
    await utils.withPgClient((client) => client.query('truncate graphile_worker._private_jobs'));
    await utils.release();
    return measured;
  },
});

export const graphileDefault = graphile('graphile-worker', 'defaults', {});

/** https://worker.graphile.org/docs/performance: the configuration of its own figures. */
export const graphileFastest = graphile(
  'graphile-worker, fastest',
  'concurrentJobs 24, localQueue 500, batched completion, as its performance page',
  {
    preset: {
      worker: {
        concurrentJobs: 24,
        maxPoolSize: 25,
        localQueue: { size: 500 },
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
      },
    },
  },
);
