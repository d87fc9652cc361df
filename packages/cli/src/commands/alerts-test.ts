import type { Command } from 'commander';
import { nameFrom } from '../catalog/name.ts';
import { examples, type Surroundings, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor } from '../connection.ts';
import { exit, Failure } from '../failure.ts';
import { clock } from '../text/time.ts';
import { wholeNumber } from '../whole-number.ts';

type Flags = ConnectionFlags & {
  readonly env?: string;
  readonly minutes?: string;
  readonly resolve?: string;
};

/** Puts `test` below `nightjar alerts`. */
export const testCommand = (alerts: Command, { env, terminal }: Surroundings): void => {
  const command = alerts
    .command('test')
    .description('fire an alert that is a test, to see where pages come out; it resolves itself')
    .argument('[service]', 'a service by its name')
    .option('-e, --env <name>', 'in one environment')
    .option('--minutes <n>', 'after which it resolves itself, at most 60 (default: 6)')
    .option('--resolve <alert>', 'resolve a test now, by the id of its alert')
    .action(async (typed: string | undefined, flags: Flags) => {
      const client = clientFor(env, flags, 1);
      if (flags.resolve !== undefined) {
        const done = await client.alerts.resolveTest(flags.resolve);
        return flags.json ? terminal.json(done) : terminal.say('Resolved.');
      }
      if (typed === undefined)
        throw new Failure(exit.usage, 'Of which service?', `${terminal.nightjar} services lists them.`);
      const made = await client.alerts.test({
        service: nameFrom(typed),
        ...(flags.env === undefined ? {} : { environment: flags.env }),
        ...(flags.minutes === undefined ? {} : { minutes: wholeNumber('--minutes', flags.minutes, 1) }),
      });
      if (flags.json) return terminal.json(made);
      const { nightjar } = terminal;
      terminal.line(`${made.alert} fires, and resolves itself at ${clock(new Date(made.endsAt))}.`);
      terminal.say(
        `What is said of it: ${nightjar} diagnoses --open; where it was told: ${nightjar} notifications`,
      );
      terminal.say(`Resolve it now: ${nightjar} alerts test --resolve ${made.alert}`);
    });
  examples(withConnection(command), [
    ['nightjar alerts test pricing --env prod', 'a page about pricing that is none'],
    ['nightjar alerts test --resolve alr_1a2b3c', 'end it before its time'],
  ]);
};
