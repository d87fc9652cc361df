import type { Right, Token } from '@nightjar/sdk/wire';
import { examples, type Register, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor } from '../connection.ts';
import { exit, Failure } from '../failure.ts';
import { table } from '../text/table.ts';
import { age } from '../text/time.ts';
import { wholeNumber } from '../whole-number.ts';

const known: readonly Right[] = ['ingest', 'read', 'admin'];

const rightFrom = (given: string, before: readonly Right[] = []): readonly Right[] => {
  const right = known.find((one) => one === given);
  if (right !== undefined) return [...before, right];
  throw new Failure(
    exit.usage,
    `--right ${JSON.stringify(given)} is not known.`,
    `One of: ${known.join(', ')}.`,
  );
};

const row = (token: Token, now: Date): string[] => [
  token.id,
  token.name,
  token.rights.join(' '),
  `${token.prefix}…`,
  age(new Date(token.createdAt), now),
  token.lastUsed === null ? 'never' : age(new Date(token.lastUsed), now),
  token.revokedAt === null ? '' : 'revoked',
];

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
          const made = await clientFor(env, flags).tokens.create({ name, rights });
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
          ['id', 'name', 'may', 'begins', 'made', 'last used', ''],
          tokens.map((one) => row(one, now)),
        );
      }),
  );

  withConnection(
    group
      .command('rotate')
      .description('a new secret for the same token; the old one holds a while longer')
      .argument('<id>')
      .option('--grace <seconds>', 'how long the old one still holds', '86400')
      .action(async (id: string, flags: ConnectionFlags & { grace: string }) => {
        const made = await clientFor(env, flags).tokens.rotate(id, wholeNumber('--grace', flags.grace));
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
      .argument('<id...>')
      .action(async (ids: string[], flags: ConnectionFlags) => {
        const { tokens } = clientFor(env, flags);
        for (const id of ids) await tokens.revoke(id);
        if (flags.json) return terminal.json({ revoked: ids });
        terminal.line(`Revoked ${ids.join(', ')}.`);
      }),
  );
};
