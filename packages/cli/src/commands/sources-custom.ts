import { readFile } from 'node:fs/promises';
import { ProblemError } from '@nightjar/sdk/failure';
import type { TriedMapping, TriedPayload } from '@nightjar/sdk/wire';
import type { Command } from 'commander';
import { examples, type Surroundings, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor } from '../connection.ts';
import { exit, Failure } from '../failure.ts';
import { followReplays, tellReplays } from '../sources/replayed.ts';
import type { Terminal } from '../terminal.ts';
import { plain } from '../text/width.ts';

type Expressions = Readonly<Record<string, string>>;

/** `{"title": "'Deploy ' + body.app"}`, in a file; `-` is stdin. */
const mappingIn = async (file: string, stdin: NodeJS.ReadStream): Promise<Expressions> => {
  let text: string;
  try {
    text =
      file === '-'
        ? await Array.fromAsync(stdin).then((parts) => parts.join(''))
        : await readFile(file, 'utf8');
  } catch {
    throw new Failure(exit.usage, `${file} cannot be read.`, 'Name a file with the mapping, or - for stdin.');
  }
  try {
    const value: unknown = JSON.parse(text);
    if (
      typeof value === 'object' &&
      value !== null &&
      Object.values(value).every((it) => typeof it === 'string')
    )
      return value as Expressions;
  } catch {
    // Told below.
  }
  throw new Failure(
    exit.usage,
    `${file} is no mapping.`,
    `It is an object of CEL expressions: {"title": "'Deploy ' + body.app"}.`,
  );
};

const becomes = ({ becomes: it }: TriedPayload): string => {
  switch (it.is) {
    case 'change':
      return `${it.kind} ${it.phase}: ${it.title} [${it.services.join(', ')}]${it.environment === null ? '' : ` in ${it.environment}`}`;
    case 'alert':
      return `alert ${it.state}: ${it.title} [${it.services.join(', ')}]`;
    case 'failed':
      return `fails: ${it.field}, at character ${it.offset + 1}: ${it.why}`;
    case 'ignored':
    case 'unread':
      return `${it.is}: ${it.why}`;
  }
};

const printTried = (terminal: Terminal, { faults, payloads }: TriedMapping): void => {
  for (const { field, offset, says } of faults)
    terminal.line(`${field}, at character ${offset + 1}: ${says}`);
  for (const payload of payloads) terminal.line(`${payload.receivedAt}  ${plain(becomes(payload))}`);
  if (payloads.length === 0) terminal.say('Nothing has come from it yet: send a payload, and try again.');
};

type Flags = ConnectionFlags & {
  mapping?: string;
  title?: string;
  try?: true;
  publish?: true;
  replay?: boolean;
};

/** Puts senders of one's own below `nightjar sources`. */
export const customCommand = (group: Command, { env, terminal, stdin }: Surroundings): void => {
  const command = group
    .command('custom')
    .description('a sender of your own: any JSON, read by CEL expressions')
    .argument('<name>', 'release-bot: it is heard at /hooks/custom/release-bot')
    .option(
      '--mapping <file>',
      'expressions by field, as JSON; - for stdin. Kept as a draft, if nothing else is said',
    )
    .option('--title <title>', 'what people call it')
    .option('--try', 'show what the last payloads would become by it, and keep nothing')
    .option('--publish', 'read by it from now on, and what is kept as well')
    .option('--no-replay', 'with --publish: leave what is kept as it is')
    .action(async (name: string, flags: Flags) => {
      const client = clientFor(env, flags);
      const mapping = flags.mapping === undefined ? undefined : await mappingIn(flags.mapping, stdin);
      if (mapping === undefined && (flags.try === true || flags.publish === true))
        throw new Failure(exit.usage, 'There is no mapping to do that with.', 'Give it: --mapping FILE.');
      if (mapping !== undefined && flags.try === true) {
        const tried = await client.custom.try(name, mapping);
        if (tried.faults.length > 0 || tried.payloads.some((it) => it.becomes.is === 'failed'))
          process.exitCode = exit.refused;
        return flags.json ? terminal.json(tried) : printTried(terminal, tried);
      }
      if (mapping !== undefined && flags.publish === true) {
        const done = await client.custom.publish(name, mapping, { replay: flags.replay !== false });
        const states = await followReplays(client, terminal, done.replay === null ? [] : [done.replay]);
        if (flags.json) return terminal.json({ ...done, replayed: states });
        terminal.line(`Version ${done.version} of ${name} is live`);
        return tellReplays(terminal, states);
      }
      const { source, fields } =
        mapping === undefined && flags.title === undefined
          ? await client.custom.show(name).catch((error: unknown) => {
              if (!(error instanceof ProblemError) || error.code !== 'custom.unknown') throw error;
              return client.custom.draft(name, {});
            })
          : await client.custom.draft(name, { title: flags.title, mapping });
      if (flags.json) return terminal.json({ source, fields });
      const state =
        source.version === 0 ? 'no mapping is published yet' : `version ${source.version} is live`;
      terminal.line(
        `${plain(source.title)}: heard at ${source.path}, ${state}${source.drafted && source.version > 0 ? ', with a draft' : ''}`,
      );
      for (const [field, text] of Object.entries(source.mapping)) terminal.line(`  ${field}: ${plain(text)}`);
      if (Object.keys(source.mapping).length === 0)
        for (const { name: field, doc } of fields) terminal.say(`  ${field}: ${doc}`);
    });
  examples(withConnection(command), [
    ['nightjar sources custom release-bot', 'make it: its payloads are kept from now on'],
    ['nightjar sources custom release-bot --mapping bot.json --try', 'what the last payloads would become'],
    ['nightjar sources custom release-bot --mapping bot.json --publish', 'make it live, for the past too'],
  ]);
};
