import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { isPoison, standstill } from '../projection/apply.ts';
import type { Follower } from '../projection/follower.ts';
import type { Tasks } from '../tasks/tasks.ts';
import type { Reaction } from './reaction.ts';

/** Of an error of the reaction's own so much is told. */
const mostSaid = 500;

const whyNot = (error: unknown): string | null => {
  if (!isPoison(error)) return standstill(error);
  const message = error instanceof Error ? error.message : String(error);
  return `It cannot take in what it hears and tries again: ${message.slice(0, mostSaid)}`;
};

export type HearingParts = {
  readonly database: Database;
  readonly logger: Logger;
  readonly tasks: Pick<Tasks, 'enqueue'>;
  /** Told the topics of tasks that are about to be committed. */
  readonly enqueued: (topics: readonly string[]) => void;
};

/** A reaction, as what follows the log: its tasks and its cursor are committed together, or neither is. */
export const hearing = (reaction: Reaction, parts: HearingParts): Follower => {
  const { name, handles, understands } = reaction;
  const { database, logger, tasks, enqueued } = parts;
  const mine = sql`name = ${name}`;
  return {
    is: 'reaction',
    name,
    handles,
    setsAside: false,
    ...(understands === undefined ? {} : { understands }),
    hold: async (tx) => {
      const row = await tx.one<{ pos: number }>(
        sql`select pos from nightjar.reaction where ${mine} for update skip locked`,
      );
      if (row === undefined) return undefined;
      return {
        pos: row.pos,
        take: async (facts, upTo) => {
          const asked = facts.length === 0 ? [] : reaction.tasks(facts);
          // A crash that takes this back takes the tasks back as well: whoever claims one commits after it.
          await tx.run(sql`select set_config('synchronous_commit', 'off', true)`);
          await tasks.enqueue(asked, tx);
          const moved = await tx.run(sql`update nightjar.reaction
            set pos = ${upTo}, halted = null, updated_at = clock_timestamp() where ${mine} and pos = ${row.pos}`);
          if (moved !== 1) throw new Error(`${name}: the cursor moved while it was locked.`);
          enqueued([...new Set(asked.map(({ topic }) => topic))]);
        },
      };
    },
    seen: async (on) =>
      (await on.one<{ pos: number }>(sql`select pos from nightjar.reaction where ${mine}`))?.pos,
    lost: async (tx, { pos, head }) => {
      // What was lost cannot be reacted to; what comes from now on can.
      await tx.run(
        sql`update nightjar.reaction set pos = ${head}, updated_at = clock_timestamp() where ${mine}`,
      );
      logger.error({ reaction: name, pos, head }, 'the log ends before the cursor: it goes on from the end');
      return { is: 'idle', pos: head };
    },
    whyHalted: whyNot,
    sayHalted: (on, why) => on.run(sql`update nightjar.reaction set halted = ${why} where ${mine}`),
    touch: () =>
      database.run(sql`update nightjar.reaction set updated_at = clock_timestamp()
        where ctid = (select ctid from nightjar.reaction where ${mine} for update skip locked)`),
  };
};
