import type { Append, Appended, Log } from '@nightjar/kernel/log/log';
import { Refusal } from '@nightjar/kernel/refusal';

/** How long a full log is waited for, counted from the last append that went through. */
const longestMs = 10_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Appends for one request: each waits for a full log by itself, so that what was recorded is not sent again. */
export type PatientAppend = (command: Append) => Promise<Appended>;

/**
 * Rejects with `log.busy` when nothing of this request went through for so long, and with whatever else the log says. From
 * then on it rejects at once: the rest of a long request is refused, instead of waiting as long for each part of it.
 */
export const patiently = (log: Pick<Log, 'append'>, patienceMs = longestMs): PatientAppend => {
  let since = performance.now();
  let gaveUp: Refusal | null = null;
  return async (command) => {
    for (;;) {
      if (gaveUp !== null) throw gaveUp;
      try {
        const appended = await log.append(command);
        since = performance.now();
        return appended;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        if (error.code !== 'log.busy') {
          if (error.entry.kind === 'unavailable') gaveUp = error;
          throw error;
        }
        if (performance.now() - since >= patienceMs) {
          gaveUp = error;
          throw error;
        }
        await pause(50 + Math.random() * 200);
      }
    }
  };
};
