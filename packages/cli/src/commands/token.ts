import type { Tokens } from '@nightjar/sdk/tokens';
import type { Right, Token } from '@nightjar/sdk/wire';
import { idOf, nameFrom } from '../access/name.ts';
import { rightFrom } from '../access/right.ts';
import { examples, type Register, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor } from '../connection.ts';
import { table } from '../text/table.ts';
import { age } from '../text/time.ts';
import { wholeNumber } from '../whole-number.ts';

const row = (token: Token, now: Date): string[] => [
  token.id,
  token.name,
  token.rights.join(' '),
  age(new Date(token.createdAt), now),
  token.lastUsed === null ? 'never' : age(new Date(token.lastUsed), now),
  token.revokedAt === null ? '' : 'revoked',
];

/** A revoked token's name is free for another. */
const idsOf = async (which: readonly string[], tokens: Tokens): Promise<readonly string[]> => {
  const all = await tokens.list();
  const live = all.filter(({ id, revokedAt }) => revokedAt === null || which.includes(id));
  return which.map((one) => idOf(one, live));
};

const shownOnce = 'Shown this once: put it where your secrets are.';

/** `nightjar token`: who may send and read. */
export const token: Register = (program, { env, terminal }) => {
  const group = program.command('token').description('tokens for machines: create, list, rotate, revoke');

  examples(
    withConnection(
      group
        .command('create')
        .description('make a token; its secret goes to stdout, alone')
        .argument('<name>', 'what it is for: "pricing pipeline"')
        .option('-r, --right <right>', 'ingest, read or admin; several times (default: ingest)', rightFrom)
        .action(async (name: string, flags: ConnectionFlags & { right?: readonly Right[] }) => {
          const rights = flags.right ?? ['ingest'];
          const made = await clientFor(env, flags).tokens.create({ name: nameFrom(name), rights });
          if (flags.json) return terminal.json(made);
          terminal.line(made.token);
          terminal.say(`${made.id}, may ${rights.join(' and ')}. ${shownOnce}`);
        }),
    ),
    [['nightjar token create "pricing pipeline" --right ingest', 'for a pipeline that sends']],
  );

  withConnection(
    group
      .command('list')
      .description('every token, without its secret')
      .action(async (flags: ConnectionFlags) => {
        const tokens = await clientFor(env, flags).tokens.list();
        if (flags.json) return terminal.json({ tokens });
        const now = new Date();
        table(
          terminal,
          ['id', 'name', 'may', 'made', 'last used', ''],
          tokens.map((one) => row(one, now)),
        );
      }),
  );

  withConnection(
    group
      .command('rotate')
      .description('a new secret for the same token; the old one holds a while longer')
      .argument('<id-or-name>')
      .option('--grace <seconds>', 'how long the old one still holds', '86400')
      .action(async (which: string, flags: ConnectionFlags & { grace: string }) => {
        const { tokens } = clientFor(env, flags);
        const grace = wholeNumber('--grace', flags.grace);
        const [id = which] = await idsOf([which], tokens);
        const made = await tokens.rotate(id, grace);
        if (flags.json) return terminal.json(made);
        terminal.line(made.token);
        const until =
          made.previousUntil === undefined ? '' : ` The old one holds until ${made.previousUntil}.`;
        terminal.say(`${made.id} has a new secret. ${shownOnce}${until}`);
      }),
  );

  withConnection(
    group
      .command('revoke')
      .description('end a token; what it sent stays')
      .argument('<id-or-name...>')
      .action(async (which: string[], flags: ConnectionFlags) => {
        const { tokens } = clientFor(env, flags);
        const ids = await idsOf(which, tokens);
        for (const id of ids) await tokens.revoke(id);
        if (flags.json) return terminal.json({ revoked: ids });
        terminal.line(`Revoked ${ids.join(', ')}.`);
      }),
  );
};
