import { type Register, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor, target } from '../connection.ts';

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
        terminal.line(`${who.subject} at ${url}, may ${who.rights.join(' and ')} (token from ${tokenFrom})`);
      }),
  );
};
