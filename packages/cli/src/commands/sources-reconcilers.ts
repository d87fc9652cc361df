import type { Reconciler } from '@nightjar/sdk/wire';
import type { Command } from 'commander';
import { examples, type Surroundings, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor } from '../connection.ts';
import { table } from '../text/table.ts';
import { age } from '../text/time.ts';

const row = ({ name, state, since, reachedAt, nextAt, why }: Reconciler, now: Date): readonly string[] => {
  const ago = (at: string | null): string => (at === null ? '' : age(new Date(at), now));
  return [name, state, ago(since), ago(reachedAt), ago(nextAt), why ?? ''];
};

/** Puts what is asked for what webhooks have lost below `nightjar sources`. */
export const reconcilersCommand = (group: Command, { env, terminal }: Surroundings): void => {
  const command = group
    .command('reconcilers')
    .description('what Nightjar asks for changes that webhooks may have lost, and how each stands')
    .action(async (flags: ConnectionFlags) => {
      const list = await clientFor(env, flags).sources.reconcilers();
      if (flags.json) return terminal.json(list);
      if (list.reconcilers.length === 0)
        return terminal.say(
          'None is set up: give the server a token of the code host or vendor, and it asks it for what was lost.',
        );
      table(
        terminal,
        ['name', 'state', 'since', 'last look', 'next look', ''],
        list.reconcilers.map((it) => row(it, new Date())),
      );
    });
  examples(withConnection(command), [['nightjar sources reconcilers', 'what needs somebody first']]);
};
