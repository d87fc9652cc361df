import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { examples, type Register, repeatable, type Surroundings, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor, target } from '../connection.ts';
import { exit, Failure } from '../failure.ts';
import { type Drained, drain } from '../send/drain.ts';
import { sendLines } from '../send/lines.ts';
import { type ReportFlags, reportFrom } from '../send/report.ts';
import { readRepository } from '../send/repository.ts';
import { openSpool } from '../send/spool.ts';
import { type Wrapped, wrap } from '../send/wrap.ts';

/** The server has just answered: what waits beyond this is for the next time. */
const drainMs = 5000;

type Flags = ReportFlags & ConnectionFlags & { readonly file?: string; readonly idempotencyKey?: string };

const drainedLine = ({ sent, refused }: Drained): string | null => {
  if (sent + refused === 0) return null;
  const dropped = refused === 0 ? '' : `, ${refused} refused and dropped`;
  return `Sent ${sent} earlier report${sent === 1 ? '' : 's'}${dropped}.`;
};

/** One line for a person; nothing at all where all went well and the command has said enough itself. */
const wrappedLine = ({ outcome, drained }: Wrapped, nightjar: string): string | null => {
  if (outcome.is === 'refused') return `Nightjar refused the report: ${outcome.why}`;
  if (outcome.is === 'spooled')
    return `Not reported yet, kept for the next \`${nightjar} send\`: ${outcome.why}`;
  if (outcome.is === 'lost') return `Not reported, and there is no place to keep it: ${outcome.why}`;
  return drained === null ? null : drainedLine(drained);
};

const runAndReport = async (command: string[], flags: Flags, around: Surroundings): Promise<void> => {
  const wrapped = await wrap(command, flags, flags, around);
  const { terminal } = around;
  const { ended, key, durationMs, outcome, drained } = wrapped;
  if (ended.never !== null) terminal.say(`nightjar: ${ended.never}`);
  // The command owns stdout: what is said about it goes to stderr, JSON too.
  if (flags.json) terminal.say(JSON.stringify({ exitCode: ended.code, key, durationMs, outcome, drained }));
  else {
    const line = wrappedLine(wrapped, terminal.nightjar);
    if (line !== null) terminal.say(terminal.paintErr('dim', `nightjar: ${line}`));
  }
  process.exitCode = ended.code;
};

/** What an earlier command could not report, now that the server answers. */
const sendWaiting = async (flags: Flags, { env, terminal }: Surroundings): Promise<void> => {
  const { url } = target(env, flags);
  const [client, patience] = [clientFor(env, flags), AbortSignal.timeout(drainMs)];
  const drained = await drain(openSpool(env.config), client, url, patience).catch(() => null);
  const line = drained === null ? null : drainedLine(drained);
  if (line !== null) terminal.say(terminal.paintErr('dim', `nightjar: ${line}`));
};

const sendOne = async (flags: Flags, { env, terminal }: Surroundings): Promise<void> => {
  const { service } = flags.service === undefined ? await readRepository(env.cwd) : { service: null };
  const own = service === null ? {} : { services: [service] };
  const report = { phase: 'finished' as const, ...own, ...reportFrom(flags) };
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
    throw new Failure(
      exit.usage,
      'Nothing to send: no lines came in.',
      `See ${terminal.nightjar} send --help.`,
    );
  if (sent.refused.length > 0) process.exitCode = exit.refused;
  if (flags.json) return terminal.json(sent);
  terminal.line(`${sent.recorded} recorded, ${sent.duplicate} known already, ${sent.refused.length} refused`);
  for (const { line, refusal } of sent.refused.slice(0, 20))
    terminal.say(`  line ${line}: ${refusal?.detail ?? 'refused'} (${refusal?.code ?? 'no reason given'})`);
  if (sent.refused.length > 20) terminal.say(`  and ${sent.refused.length - 20} more; --json names them all`);
};

const sendWithout = (flags: Flags, around: Surroundings): Promise<void> | null => {
  if (flags.file !== undefined) return sendFile(flags.file, flags, around);
  if (flags.title !== undefined || flags.kind !== undefined) return sendOne(flags, around);
  return around.stdin.isTTY ? null : sendFile('-', flags, around);
};

const act = async (words: string[], flags: Flags, around: Surroundings): Promise<void> => {
  if (words.length > 0 && flags.file === undefined) return runAndReport(words, flags, around);
  const sent = sendWithout(flags, around);
  if (sent !== null) return sent.then(() => sendWaiting(flags, around));
  const next = `Give a command after --, or --title, or NDJSON on stdin. See ${around.terminal.nightjar} send --help.`;
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
