import { type Register, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor, target } from '../connection.ts';
import { exit, Failure } from '../failure.ts';

/** `nightjar whoami`: which server, as whom, with which rights. */
export const whoami: Register = (program, { env, terminal }) => {
  withConnection(
    program
      .command('whoami')
      .description('which server, as whom, with which rights')
      .action(async (flags: ConnectionFlags) => {
        const { url, tokenFrom } = target(env, flags);
        const who = await clientFor(env, flags, 1).whoami();
        if (flags.json) return terminal.json({ url, tokenFrom, ...who });
        const next = 'Set NIGHTJAR_TOKEN, or run this where the server keeps its data folder.';
        if (who.caller === null) throw new Failure(exit.refused, `${url} does not know you.`, next);
        const { name, subject, rights } = who.caller;
        terminal.line(`${name} (${subject}) at ${url}, may ${rights.join(' and ')}; token from ${tokenFrom}`);
      }),
  );
};
