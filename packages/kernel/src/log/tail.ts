import type { Queryable } from '../database/database.ts';
import type { Tail } from './log.ts';
import { readTail } from './read.ts';

/** Who is further behind reads what concerns it alone. */
const most = 200;
const mostBytes = 2 ** 20;

/**
 * What was appended last, read once for all that have caught up. Each append wakes every model and reaction, and nearly all
 * of them have nothing to do with it: fifteen asked the log fifteen times. Of 50 changes/s the server and its database made
 * 1.1 cores' worth of work, two thirds of it that.
 */
export const openTail = (database: Queryable) => {
  let newest = 0;
  let reading = new Map<number, Promise<Tail | null>>();

  const read = async (after: number): Promise<Tail | null> => {
    const { head, facts } = await readTail(database, { after, size: most, bytes: mostBytes });
    newest = Math.max(newest, head);
    // Positions have no gaps: what is missing was too much or too heavy.
    return facts.length === Math.max(0, head - after) ? { head, facts } : null;
  };

  return {
    /** What is read from now on has seen the log as it stands now; what is on its way may not have. */
    grown: (pos: number): void => {
      newest = Math.max(newest, pos);
      reading = new Map();
    },
    /** The log may be of another life, and shorter. */
    begun: (): void => {
      newest = 0;
      reading = new Map();
    },
    /** Null where that is more than a little. Who was woken joins who asks already, since the log was last heard to grow. */
    after: (pos: number): Promise<Tail | null> => {
      if (newest - pos > most) return Promise.resolve(null);
      const joined = reading.get(pos);
      if (joined !== undefined) return joined;
      const asked = reading;
      const answer = read(pos).finally(() => asked.delete(pos));
      asked.set(pos, answer);
      return answer;
    },
  };
};
