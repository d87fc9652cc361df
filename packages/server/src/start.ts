import { environment } from '@nightjar/kernel/config/environment';
import { describeSettings } from '@nightjar/kernel/config/reference';
import { readSettings } from '@nightjar/kernel/config/settings';
import { Refusal } from '@nightjar/kernel/refusal';
import { type Serving, serve } from './main.ts';
import { table } from './settings.ts';

const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** Resolves at the first SIGTERM or SIGINT; the second ends the process at once. */
const told = (): Promise<void> =>
  new Promise((resolve) => {
    let times = 0;
    const hear = (signal: keyof typeof exitCodes): void => {
      times += 1;
      if (times > 1) process.exit(exitCodes[signal]);
      console.log('Nightjar is finishing what it began; once more ends it at once');
      resolve();
    };
    process.on('SIGINT', hear).on('SIGTERM', hear);
    // A terminal that is closed. Not where `nohup` has it ignored: a listener would undo that.
    if (process.stdout.isTTY) process.on('SIGHUP', hear);
  });

const closeWithin = async (serving: Serving, seconds: number): Promise<void> => {
  const impatient = setTimeout(() => {
    console.error(`Not everything had ended after ${seconds} s; ending now`);
    process.exit(1);
  }, seconds * 1000);
  await serving.close();
  clearTimeout(impatient);
  console.log('Nightjar has stopped');
};

/**
 * The whole life of the server's process, from the environment to the exit code: 0 after a drain, 1 where it did not
 * start, with the reason and what to do about it.
 */
export const start = async (env = environment): Promise<number> => {
  try {
    const settings = readSettings(table, env);
    if (settings.logLevel === 'debug') for (const line of describeSettings(table, env)) console.log(line);
    // Heard from here on, so that a stop in mid-start leaves nothing running.
    const stop = told();
    const serving = await serve(settings);
    await stop;
    await closeWithin(serving, settings.drain);
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(`${error.message}\n${error.entry.next}`);
    return 1;
  }
};
