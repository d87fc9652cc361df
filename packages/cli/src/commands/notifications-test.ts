import type { NotifiedPlace, PlaceTest } from '@nightjar/sdk/wire';
import type { Command } from 'commander';
import { examples, type Surroundings, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor } from '../connection.ts';
import { exit, Failure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { table } from '../text/table.ts';

type Flags = ConnectionFlags & { readonly incident?: string };

/** `slack`, `C0123ABCD`, or a place as the list has it. */
const isMeant =
  (target: string) =>
  ({ place, provider }: NotifiedPlace): boolean => {
    const named = target.trim().toLowerCase();
    return [place, provider, place.split(' ').at(-1) ?? ''].some((name) => name.toLowerCase() === named);
  };

const meant = (places: readonly NotifiedPlace[], target: string | undefined, terminal: Terminal) => {
  const all = places.filter(({ tells }) => tells);
  const some = target === undefined ? all : all.filter(isMeant(target));
  if (some.length > 0) return some;
  const set = 'docs/slack-app.md says how a place is set; the server reads that when it starts.';
  if (all.length === 0) throw new Failure(exit.usage, 'Nobody is told of pages anywhere.', set);
  throw new Failure(
    exit.usage,
    `No place is called ${JSON.stringify(target)}; there are ${all.map(({ place }) => place).join(', ')}.`,
    `${terminal.nightjar} notifications lists them; ${set}`,
  );
};

const exitOf = (answers: readonly PlaceTest[]): number => {
  if (answers.some(({ outcome }) => outcome === 'refused')) return exit.refused;
  return answers.every(({ outcome }) => outcome === 'ok') ? exit.ok : exit.unreachable;
};

/** Puts `test` below `nightjar notifications`. */
export const testCommand = (notifications: Command, { env, terminal }: Surroundings): void => {
  const command = notifications
    .command('test')
    .description('say in a place that this is a test, and tell what its vendor answered')
    .argument(
      '[place]',
      'slack, teams, pagerduty, the id of a channel, or a place of the list (default: all)',
    )
    .option('--incident <id>', 'of PagerDuty: the incident that gets the note')
    .action(async (target: string | undefined, flags: Flags) => {
      const client = clientFor(env, flags, 1);
      const { places } = await client.notifications.list();
      const answers: PlaceTest[] = [];
      // One after another: several channels are of one vendor, whose limit they share.
      for (const { place, provider } of meant(places, target, terminal)) {
        const incident = provider === 'pagerduty' ? flags.incident : undefined;
        answers.push(
          await client.notifications.test({ place, ...(incident === undefined ? {} : { incident }) }),
        );
      }
      process.exitCode = exitOf(answers);
      if (flags.json) return terminal.json({ tests: answers });
      table(
        terminal,
        ['place', 'answered', ''],
        answers.map(({ title, code, says }) => [title, code, says]),
        { gives: [] },
      );
    });
  examples(withConnection(command), [
    ['nightjar notifications test', 'every place'],
    ['nightjar notifications test C0123ABCD', 'one channel of Slack'],
    ['nightjar notifications test pagerduty --incident Q0V1PGR0VU2', 'a note on an incident'],
  ]);
};
