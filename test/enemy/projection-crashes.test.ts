import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';
import { openLog } from '@nightjar/kernel/log/open-log';
import { openProjections } from '@nightjar/kernel/projection/open-projections';
import { openTasks } from '@nightjar/kernel/tasks/open-tasks';
import pino from 'pino';
import { expect, test } from 'vitest';
import { counts } from './testing/counts.ts';
import { enemyDatabase, nothingLeft } from './testing/nothing-left.ts';

nothingLeft();

const logger = pino({ level: 'silent' });

/** Two houses that apply the same model over one database, and somebody who ends their connections at random moments. */
const houses = async () => {
  const database = await enemyDatabase();
  const log = await openLog(database);
  const open = async (name: string) => {
    const own = openDatabase(database.url, { connections: 6, name });
    const models = openProjections(own, log, logger, [counts]);
    const tasks = openTasks({ database: own, logger });
    return { own, models, tasks };
  };
  const both = [await open('crashing a'), await open('crashing b')] as const;
  let kills = 0;
  let going = true;
  let killing = Promise.resolve();
  // Whoever is in the middle of a transaction first; so seldom, and so few, that a busy machine gets something done between.
  const kill = async (): Promise<void> => {
    while (going && kills < 60) {
      await sleep(20 + Math.random() * 80);
      kills += await database.run(sql`
        select pg_terminate_backend(pid) from (select pid from pg_stat_activity
          where datname = current_database() and application_name like 'crashing%'
          order by xact_start is null, random() limit 1) a`);
    }
  };
  return {
    database,
    log,
    both,
    begin: () => {
      killing = kill();
    },
    kills: () => kills,
    peace: async () => {
      going = false;
      await killing;
    },
    [Symbol.asyncDispose]: async () => {
      going = false;
      await killing;
      for (const { own, models, tasks } of both) {
        await models.stop();
        await tasks.stop();
        await own.close();
      }
      await log.close();
      await database[Symbol.asyncDispose]();
    },
  };
};

const totalsOf = (it: Awaited<ReturnType<typeof houses>>, which: 0 | 1) =>
  it.database.many(
    sql`select stream, n, last from ${it.both[which].models.table(counts, 'total')} order by stream`,
  );

/** Tries until it succeeds: what a person would do whose command failed because the database went away. */
const insist = async (what: () => Promise<unknown>): Promise<void> => {
  for (let attempt = 1; ; attempt++) {
    try {
      await what();
      return;
    } catch (error) {
      if (attempt === 50) throw error;
      await sleep(50);
    }
  }
};

test('two houses whose connections die at random apply every fact once, rebuild alike, and do what was asked once', async () => {
  await using it = await houses();
  const { database, log, both } = it;
  const ran = new Map<string, number>();
  for (const { models, tasks } of both) {
    await models.start();
    const run = async ({ id }: { id: string }) => void ran.set(id, (ran.get(id) ?? 0) + 1);
    await tasks.start([{ name: 'effect', run, leaseMs: 2000, retry: { baseMs: 10, capMs: 50 } }]);
  }
  it.begin();
  const facts = 900;
  const [first] = both;
  let appended = 0;
  const appending = (async () => {
    while (appended < facts) {
      await Promise.all(
        Array.from({ length: 15 }, (_, n) =>
          log.append({
            org: 1,
            stream: `s${n}`,
            facts: [{ type: 'Counted', data: { by: 1 } }],
            tasks: appended % 9 === 0 ? [{ topic: 'effect', maxAttempts: 50 }] : [],
          }),
        ),
      );
      appended += 15;
      await sleep(20);
    }
  })();
  await insist(() => first.models.rebuild(counts));
  await appending;
  await it.peace();
  const asked = 15 * Math.ceil(facts / 15 / 3);
  expect(it.kills()).toBeGreaterThan(10);
  for (const which of [0, 1] as const)
    expect(await both[which].models.reached(counts, facts, 15_000), `house ${which}`).toBe(true);
  const log_ = await database.many(sql`select stream, count(*)::int as n, max(pos) as last
    from nightjar.event group by stream order by stream`);
  await expect.poll(() => totalsOf(it, 0), { timeout: 5000 }).toEqual(log_);
  await expect.poll(() => totalsOf(it, 1), { timeout: 5000 }).toEqual(log_);
  await first.models.rebuild(counts);
  expect(await totalsOf(it, 0)).toEqual(log_);
  // Each fact's task finished once, and building the model twice asked for none again.
  const done = sql`select count(*) as n, count(distinct id) as tasks from nightjar.task_done where outcome = 'done'`;
  await expect.poll(() => database.one(done), { timeout: 10_000 }).toEqual({ n: asked, tasks: asked });
  expect(await database.one(sql`select count(*) as n from nightjar.task`)).toEqual({ n: 0 });
  expect(ran.size).toBe(asked);
  // Attempts that failed leave no tables behind.
  const builds = await database.many<{ status: string }>(sql`select status from nightjar.projection`);
  expect(builds.filter(({ status }) => status === 'live')).toHaveLength(1);
  expect(builds.filter(({ status }) => status === 'building')).toHaveLength(0);
}, 60_000);
