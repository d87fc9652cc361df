import { type Command, Option } from 'commander';
import type { Environment } from './environment.ts';
import type { Terminal } from './terminal.ts';

/** What every command is given. */
export type Surroundings = {
  readonly env: Environment;
  readonly terminal: Terminal;
  readonly stdin: NodeJS.ReadStream;
};

/** A command of `nightjar`: adds itself to the program, and sets the exit code where that is not 0. */
export type Register = (program: Command, surroundings: Surroundings) => void;

/** Examples under a command's help: what a stranger tries first. */
export const examples = (
  command: Command,
  lines: readonly (readonly [line: string, says: string])[],
): Command => {
  const longest = Math.max(...lines.map(([line]) => line.length));
  const shown = lines.map(([line, says]) => `  ${line.padEnd(longest)}  # ${says}`);
  return command.addHelpText('after', `\nExamples:\n${shown.join('\n')}`);
};

export const withJson = (command: Command): Command =>
  command.addOption(new Option('--json', 'print JSON, for scripts'));

export const withConnection = (command: Command): Command =>
  withJson(command)
    .addOption(
      new Option('--url <url>', 'where the server is (NIGHTJAR_URL; default: the one of this data folder)'),
    )
    .addOption(new Option('--token <token>', 'NIGHTJAR_TOKEN says it without showing it in `ps`'));

/** An option that may be given several times. */
export const repeatable = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  value,
];
