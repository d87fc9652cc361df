import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { Option } from 'commander';
import { examples, type Register, repeatable, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor } from '../connection.ts';
import { exit, Failure } from '../failure.ts';
import { plain } from '../text/width.ts';

type Flags = ConnectionFlags & { readonly var?: readonly string[]; readonly operation?: string };

/** `first=20` is a number, `ref=pricing` a text: whatever is JSON is what it says, and all else a text. */
const variable = (given: string): readonly [string, unknown] => {
  const [, name, value = ''] = /^([A-Za-z_]\w*)=(.*)$/s.exec(given) ?? [];
  if (name === undefined)
    throw new Failure(
      exit.usage,
      `${JSON.stringify(given)} is no variable.`,
      'Write it like --var ref=pricing.',
    );
  try {
    return [name, JSON.parse(value)];
  } catch {
    return [name, value];
  }
};

const documentFrom = async (file: string, stdin: NodeJS.ReadStream): Promise<string> => {
  if (file === '-') return text(stdin);
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new Failure(exit.usage, `${file} cannot be read: ${(error as Error).message}.`);
  }
};

/** `nightjar query FILE`: any question to the graph, from the command line. */
export const query: Register = (program, { env, terminal, stdin }) => {
  const command = program
    .command('query')
    .description('ask the graph: a GraphQL document, answered as JSON')
    .argument('<file>', 'the document; - reads it from standard input')
    .addOption(
      new Option('--var <name=value>', 'a variable; may be given several times').argParser(repeatable),
    )
    .option('--operation <name>', 'which operation, where the document has several')
    .action(async (file: string, flags: Flags) => {
      const variables = Object.fromEntries((flags.var ?? []).map(variable));
      const document = await documentFrom(file, stdin);
      const answer = await clientFor(env, flags, 1).graph.ask<unknown>(document, {
        variables,
        operationName: flags.operation,
      });
      if (flags.json) return terminal.json(answer);
      for (const line of JSON.stringify(answer, null, 2).split('\n'))
        terminal.line(`${/^ */.exec(line)?.[0]}${plain(line)}`);
    });
  examples(withConnection(command), [
    [
      "echo '{ changes(first: 3) { edges { node { title } } } }' | nightjar query -",
      'the last three changes',
    ],
    ['nightjar query owners.graphql --var ref=pricing --json | jq .entity', 'for scripts'],
  ]);
};
