import { PgBoss } from 'pg-boss';
import { type Contender, counter, inGroups, type Measured } from './contender.ts';

type Payload = { readonly n: number };
const queue = 'trivial';

const opened = async (url: string): Promise<PgBoss> => {
  const boss = new PgBoss(url);
  boss.on('error', () => {});
  await boss.start();
  return boss;
};

const contender = (
  name: string,
  settings: string,
  work: (boss: PgBoss, counted: ReturnType<typeof counter>) => Promise<unknown>,
): Contender => ({
  name,
  settings,
  prepare: async (url, size) => {
    const boss = await opened(url);
    await boss.createQueue(queue);
    await inGroups(
      size,
      (n) => ({ data: { n } }),
      (jobs) => boss.insert(queue, jobs),
    );
    await boss.stop({ graceful: false });
  },
  run: async (url, size, limitMs): Promise<Measured> => {
    const boss = await opened(url);
    const counted = counter(size, limitMs);
    await work(boss, counted);
    await counted.finished;
    // Waits for the completions that are still on their way, as the others do; a fetch loop has none.
    await boss.offWork(queue, { wait: true });
    const measured = counted.measured();
    await boss.deleteAllJobs(queue);
    await boss.stop({ graceful: false });
    return measured;
  },
});

/** `work()` as it comes takes a job every 2 s: a choice of pause, not a speed. Measured for what it is. */
export const pgBossWork = contender('pg-boss work()', 'defaults (a job every 2 s)', (boss, counted) =>
  boss.work<Payload>(queue, async (jobs) => {
    for (const { data } of jobs) counted.count(data.n);
  }),
);

/** Its default batch of one without the pause: the fair comparison with a default that does not pause. */
export const pgBossDefault = contender(
  'pg-boss',
  'defaults, without the pause of work()',
  async (boss, counted) => {
    while (!counted.full()) {
      for (const job of await boss.fetch<Payload>(queue)) {
        counted.count(job.data.n);
        await boss.complete(queue, job.id);
      }
    }
  },
);

/** Batches fetched without a pause, by a few workers: the settings its types document for throughput. */
export const pgBossFastest = contender(
  'pg-boss, fastest',
  'batchSize 500, burstWhenBatchFull, localConcurrency 4',
  (boss, counted) =>
    boss.work<Payload>(
      queue,
      { batchSize: 500, burstWhenBatchFull: true, localConcurrency: 4, pollingIntervalSeconds: 0.5 },
      async (jobs) => {
        for (const { data } of jobs) counted.count(data.n);
      },
    ),
);
