import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { Log } from '../log/log.ts';
import { headOf } from '../log/read.ts';
import { type Runner, runner } from '../projection/runner.ts';
import type { Tasks } from '../tasks/tasks.ts';
import { hearing } from './hearing.ts';
import type { Reaction } from './reaction.ts';
import type { Reactions } from './reactions.ts';

type Row = { name: string; pos: number; halted: string | null };

export type ReactionsParts = {
  readonly database: Database;
  readonly log: Log;
  readonly logger: Logger;
  readonly tasks: Pick<Tasks, 'enqueue' | 'wake'>;
};

/** Reads the head before it writes the cursor, and appends commit in order: what is recorded from now on is heard. */
const begin = (database: Database, names: readonly string[]): Promise<number> =>
  database.run(sql`insert into nightjar.reaction (name, pos)
    select name, (select coalesce(max(pos), 0) from nightjar.event) from unnest(${names}::text[]) as n (name)
    on conflict (name) do nothing`);

/** The reactions of this process, over the log of this database. */
export const openReactions = (
  { database, log, logger, tasks }: ReactionsParts,
  reactions: readonly Reaction[],
): Reactions => {
  const names = reactions.map(({ name }) => name);
  let running: Runner[] = [];
  let forget = (): void => {};

  const run = (reaction: Reaction): Runner => {
    let enqueued: readonly string[] = [];
    const follower = hearing(reaction, {
      database,
      logger,
      tasks,
      enqueued: (topics) => {
        enqueued = topics;
      },
    });
    return runner(database, follower, logger, log, async ({ is }) => {
      // Only now are they committed, and a wait for the next poll is saved.
      if (is === 'applied' && enqueued.length > 0) tasks.wake(enqueued);
      enqueued = [];
    });
  };

  return {
    start: async () => {
      if (reactions.length === 0) return;
      await begin(database, names);
      running = reactions.map(run);
      forget = log.onGrown(() => {
        for (const it of running) it.wake();
      });
    },
    stop: async () => {
      forget();
      await Promise.all(running.map((it) => it.stop()));
    },
    status: async () => {
      const head = await headOf(database);
      const rows = await database.many<Row>(
        sql`select name, pos, halted from nightjar.reaction where name = any(${names}::text[]) order by name`,
      );
      return rows.map(({ name, pos, halted }) => ({
        name,
        status: halted === null ? 'live' : 'halted',
        position: pos,
        lag: head - pos,
        detail: halted,
      }));
    },
  };
};
