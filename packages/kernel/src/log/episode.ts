import type { Logger } from 'pino';

/** Contention that lasts this long is said, ms; what passes sooner is a matter of course. */
const lasting = 3000;

/** One line when appending fails for long, and one when it goes on: not one for each batch that is tried. */
export const episode = (logger: Logger | undefined) => {
  let since: number | null = null;
  let said = false;

  return {
    failed: (is: 'full' | 'contended'): void => {
      since ??= performance.now();
      if (said || (is === 'contended' && performance.now() - since < lasting)) return;
      said = true;
      if (is === 'full') logger?.error('nothing can be recorded: the disk of the database is full');
      else
        logger?.warn(
          'nothing can be recorded: for seconds the database has refused or held up every append (the lock of the log is held, or it is overloaded)',
        );
    },
    went: (): void => {
      if (said) logger?.info('facts are recorded again');
      said = false;
      since = null;
    },
  };
};
