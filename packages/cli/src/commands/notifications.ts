import type { NotifiedPlace } from '@nightjar/sdk/wire';
import { examples, type Register, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor } from '../connection.ts';
import { table } from '../text/table.ts';
import { age } from '../text/time.ts';
import { testCommand } from './notifications-test.ts';

const row = (
  { title, state, since, toldAt, told, notTold, why }: NotifiedPlace,
  now: Date,
): readonly string[] => {
  const ago = (at: string | null): string => (at === null ? '' : age(new Date(at), now));
  return [
    title,
    state,
    ago(since),
    ago(toldAt),
    String(told),
    notTold === 0 ? '' : String(notTold),
    why ?? '',
  ];
};

/** `nightjar notifications`: where people are told of pages, and what keeps a place from it. */
export const notifications: Register = (program, surroundings) => {
  const { env, terminal } = surroundings;
  const command = program
    .command('notifications')
    .enablePositionalOptions()
    .description('where people are told of pages, and how each place stands')
    .action(async (flags: ConnectionFlags) => {
      const list = await clientFor(env, flags).notifications.list();
      if (flags.json) return terminal.json(list);
      if (list.places.length === 0)
        return terminal.say(
          'Nobody is told anywhere: give the server a token of Slack, or a webhook of Teams (docs/slack-app.md), and start it again.',
        );
      table(
        terminal,
        ['place', 'state', 'since', 'last told', 'told', 'not told', ''],
        list.places.map((it) => row(it, new Date())),
      );
    });
  examples(withConnection(command), [['nightjar notifications', 'what needs somebody first']]);
  testCommand(command, surroundings);
};
