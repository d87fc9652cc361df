import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import { sealNext } from './seal.ts';

/** A block is closed after this long even if it is small. */
const everyMs = 1000;
/** Facts that wait to be appended from which on sealing rests between blocks. */
const pressing = 1000;
const restMs = 250;

/** Seals behind the head for as long as the house is open, at most a second late while it keeps up. */
export const sealer = (database: Database, logger: Logger, waiting: () => number) => {
  let stopped = false;
  let timer: NodeJS.Timeout | null = null;
  let working: Promise<void> | null = null;

  const work = async (): Promise<void> => {
    try {
      let more = true;
      while (more && !stopped) {
        ({ more } = await sealNext(database));
        // Sealing is behind the head on purpose; while writers wait it gives way to them.
        if (more && waiting() > pressing) await sleep(restMs);
      }
    } catch (error) {
      logger.error({ error: String(error) }, 'the log could not be sealed');
    }
    working = null;
    if (!stopped) timer = setTimeout(begin, everyMs);
  };
  const begin = (): void => {
    working = work();
  };
  begin();

  return {
    stop: async (): Promise<void> => {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await working;
    },
  };
};
