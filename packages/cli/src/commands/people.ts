import type { Person, Right } from '@nightjar/sdk/wire';
import { idOf, nameFrom } from '../access/name.ts';
import { rightFrom } from '../access/right.ts';
import { examples, type Register, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor, target } from '../connection.ts';
import { table } from '../text/table.ts';
import { age } from '../text/time.ts';

const row = ({ id, name, rights, state, joinedAt }: Person, now: Date): string[] => [
  id,
  name,
  rights.join(' '),
  joinedAt === null ? state : `joined ${age(new Date(joinedAt), now)} ago`,
];

/** `nightjar people`: who may sign in. */
export const people: Register = (program, { env, terminal }) => {
  const group = program.command('people').description('who may sign in: list, invite, remove');

  withConnection(
    group
      .command('list')
      .description('who has joined or is invited')
      .action(async (flags: ConnectionFlags) => {
        const all = await clientFor(env, flags).people.list();
        if (flags.json) return terminal.json({ people: all });
        if (all.length === 0)
          return terminal.say(`Nobody yet. Invite somebody: ${terminal.nightjar} people invite NAME`);
        const now = new Date();
        table(
          terminal,
          ['id', 'name', 'may', ''],
          all.map((one) => row(one, now)),
        );
      }),
  );

  examples(
    withConnection(
      group
        .command('invite')
        .description('make a link with which somebody joins; the link goes to stdout, alone')
        .argument('<name>', 'how they will sign in')
        .option('-r, --right <right>', 'ingest, read or admin; several times (default: read)', rightFrom)
        .action(async (name: string, flags: ConnectionFlags & { right?: readonly Right[] }) => {
          const rights = flags.right ?? ['read'];
          const made = await clientFor(env, flags).people.invite({ name: nameFrom(name), rights });
          const { url } = target(env, flags);
          // The server's own word for where it is reached, where we know that it is the one asked.
          const reached = env.running?.url === url ? env.running.address : url;
          const link = `${reached.replace(/\/+$/, '')}${made.link}`;
          if (flags.json) return terminal.json({ ...made, link });
          terminal.line(link);
          terminal.say(
            `${name} may ${rights.join(' and ')} after joining. The link works once, until ${made.expiresAt}.`,
          );
        }),
    ),
    [['nightjar people invite "Ada Lovelace" --right read --right ingest', 'send her the link']],
  );

  withConnection(
    group
      .command('remove')
      .description('take the sign-in away; their sessions end at once, what they did stays')
      .argument('<id-or-name...>')
      .action(async (whom: string[], flags: ConnectionFlags) => {
        const { people: those } = clientFor(env, flags);
        const all = await those.list();
        const ids = whom.map((one) => idOf(one, all));
        for (const id of ids) await those.remove(id);
        if (flags.json) return terminal.json({ removed: ids });
        terminal.line(`Removed ${whom.join(', ')}.`);
      }),
  );
};
