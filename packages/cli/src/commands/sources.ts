import { examples, type Register, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor } from '../connection.ts';
import { sinceFrom } from '../text/since.ts';
import { customCommand } from './sources-custom.ts';
import { mappingCommands } from './sources-mapping.ts';

/** `nightjar sources replay`: reads kept deliveries again, with today's adapter. */
export const sources: Register = (program, surroundings) => {
  const { env, terminal } = surroundings;
  const group = program.command('sources').description('the senders: unmapped, map, rules, custom, replay');
  const command = group
    .command('replay')
    .description('read the deliveries kept from a sender again, with the adapter as it is now')
    .argument('<source>', 'github, cloudevents')
    .option('--since <time>', 'from when: 2026-03-01, or 7d; all that are kept if not given')
    .action(async (source: string, flags: ConnectionFlags & { since?: string }) => {
      const since = flags.since === undefined ? undefined : sinceFrom(flags.since, new Date()).toISOString();
      const done = await clientFor(env, flags).sources.replay(source, { since });
      if (flags.json) return terminal.json(done);
      const { deliveries, changed, observed, withdrawn, unreadable } = done;
      const left = unreadable === 0 ? '' : `; ${unreadable} could not be read and were left alone`;
      terminal.line(`${deliveries} deliveries read again, ${changed} say something else now${left}`);
      if (changed > 0) terminal.line(`${observed} observations written, ${withdrawn} withdrawn`);
    });
  examples(withConnection(command), [
    ['nightjar sources replay github --since 7d', 'after an adapter got better'],
  ]);
  mappingCommands(group, surroundings);
  customCommand(group, surroundings);
};
