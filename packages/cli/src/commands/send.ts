import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { examples, type Register, repeatable, type Surroundings, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor } from '../connection.ts';
import { exit, Failure } from '../failure.ts';
import { sendLines } from '../send/lines.ts';
import { type ReportFlags, reportFrom } from '../send/report.ts';
import { type Wrapped, wrap } from '../send/wrap.ts';

type Flags = ReportFlags & ConnectionFlags & { readonly file?: string; readonly idempotencyKey?: string };

/** One line for a person; nothing at all where all went well and the command has said enough itself. */
const wrappedLine = ({ outcome, drained }: Wrapped): string | null => {
  if (outcome.is === 'refused') return `Nightjar refused the report: ${outcome.why}`;
  if (outcome.is === 'spooled')
    return `Not reported yet, kept for the next \`nightjar send\`: ${outcome.why}`;
  if (outcome.is === 'lost') return `Not reported, and there is no place to keep it: ${outcome.why}`;
  if (drained === null || drained.sent + drained.refused === 0) return null;
  const refused = drained.refused === 0 ? '' : `, ${drained.refused} refused and dropped`;
  return `Sent ${drained.sent} earlier report${drained.sent === 1 ? '' : 's'}${refused}.`;
};

const runAndReport = async (command: string[], flags: Flags, around: Surroundings): Promise<void> => {
  const wrapped = await wrap(command, flags, flags, around);
  const { terminal } = around;
  const { ended, key, durationMs, outcome, drained } = wrapped;
  if (ended.never !== null) terminal.say(`nightjar: ${ended.never}`);
  // The command owns stdout: what is said about it goes to stderr, JSON too.
  if (flags.json) terminal.say(JSON.stringify({ exitCode: ended.code, key, durationMs, outcome, drained }));
  else {
    const line = wrappedLine(wrapped);
    if (line !== null) terminal.say(terminal.paintErr('dim', `nightjar: ${line}`));
  }
  process.exitCode = ended.code;
};

const sendOne = async (flags: Flags, { env, terminal }: Surroundings): Promise<void> => {
  const report = { phase: 'finished' as const, ...reportFrom(flags) };
  const key = flags.idempotencyKey;
  const sent = await clientFor(env, flags).changes.send(report, { idempotencyKey: key });
  const [result] = sent.results;
  if (result?.status === 'refused' && result.refusal !== null) {
    const { detail, code, next, pointer } = result.refusal;
    throw new Failure(exit.refused, `${detail} (${code})${pointer ? `, at ${pointer}` : ''}`, next);
  }
  if (flags.json) return terminal.json(sent);
  terminal.line(`${result?.status ?? 'recorded'} ${result?.change ?? ''} at ${sent.position}`);
};

const sendFile = async (
  file: string,
  flags: Flags,
  { env, terminal, stdin }: Surroundings,
): Promise<void> => {
  const input = file === '-' ? stdin : createReadStream(file);
  const failed = new Promise<never>((_, reject) => {
    input.once('error', (error: Error) =>
      reject(new Failure(exit.usage, `Cannot read ${file}: ${error.message}.`)),
    );
  });
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  const sent = await Promise.race([sendLines(clientFor(env, flags), lines, flags.idempotencyKey), failed]);
  const total = sent.recorded + sent.duplicate + sent.refused.length;
  if (total === 0)
    throw new Failure(exit.usage, 'Nothing to send: no lines came in.', 'See nightjar send --help.');
  if (sent.refused.length > 0) process.exitCode = exit.refused;
  if (flags.json) return terminal.json(sent);
  terminal.line(`${sent.recorded} recorded, ${sent.duplicate} known already, ${sent.refused.length} refused`);
  for (const { line, refusal } of sent.refused.slice(0, 20))
    terminal.say(`  line ${line}: ${refusal?.detail ?? 'refused'} (${refusal?.code ?? 'no reason given'})`);
  if (sent.refused.length > 20) terminal.say(`  and ${sent.refused.length - 20} more; --json names them all`);
};

const act = async (words: string[], flags: Flags, around: Surroundings): Promise<void> => {
  if (words.length > 0 && flags.file === undefined) return runAndReport(words, flags, around);
  if (flags.file !== undefined) return sendFile(flags.file, flags, around);
  if (flags.title !== undefined || flags.kind !== undefined) return sendOne(flags, around);
  if (!around.stdin.isTTY) return sendFile('-', flags, around);
  const next =
    'Give a command after --, or --title and --service, or NDJSON on stdin. See nightjar send --help.';
  throw new Failure(exit.usage, 'Nothing to send.', next);
};

const described = (command: Command): Command =>
  command
    .description('send a change, or run a command and report it as one change')
    .argument('[command...]', 'what to run; its output, its signals and its exit code stay its own')
    .passThroughOptions()
    .option(
      '-s, --service <name>',
      'what changes; several times for several (default: this package or repository)',
      repeatable,
    )
    .option('-e, --env <name>', 'environment: prod, staging')
    .option('-k, --kind <kind>', 'deploy, flag, config, infrastructure, scale, schema, … (a command: deploy)')
    .option('--phase <phase>', 'planned, started, progressed, finished, failed, cancelled, reverted')
    .option('-t, --title <title>', 'one line that says what changes (a command: itself)')
    .option('--version <version>', 'the version it brings (a command: git describe)')
    .option('--previous-version <version>', 'the version it takes the place of')
    .option('--summary <text>', 'a sentence more')
    .option('--actor <name>', 'who does it (a command: you)')
    .option('--link <label=url>', 'a page about it; several times', repeatable)
    .option('--tag <key=value>', 'a tag; several times', repeatable)
    .option('--key <key>', 'names the change: reports with the same key are folded into one')
    .option('--source <name>', 'who reports (default: cli)')
    .option('--file <file>', 'NDJSON, one report a line; - is stdin')
    .option('--idempotency-key <key>', 'sending again with the same key records nothing twice');

/** `nightjar send`: changes go in. */
export const send: Register = (program, surroundings) => {
  const command = described(program.command('send')).action((words: string[], flags: Flags) =>
    act(words, flags, surroundings),
  );
  examples(withConnection(command), [
    ['nightjar send --env prod -- make deploy', 'run it; start, end and exit code are one change'],
    ['nightjar send -t "Half-even rounding on" -k flag -s pricing', 'send one change'],
    ['nightjar send < changes.ndjson', 'send many, one JSON object a line'],
  ]).addHelpText(
    'after',
    `
The command is never held up: where the server is slow or away, its report is kept and sent by the next
\`nightjar send\`. Exit code: the command's own; without a command 0 sent, 2 usage, 3 refused, 4 unreachable.`,
  );
};
