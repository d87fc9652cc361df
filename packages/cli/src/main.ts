import { Command, CommanderError } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import type { Register, Surroundings } from './command.ts';
import { alerts } from './commands/alerts.ts';
import { backup } from './commands/backup.ts';
import { catalog } from './commands/catalog.ts';
import { diagnose } from './commands/diagnose.ts';
import { diagnoses } from './commands/diagnoses.ts';
import { doctor } from './commands/doctor.ts';
import { edit } from './commands/edit.ts';
import { feed } from './commands/feed.ts';
import { graph } from './commands/graph.ts';
import { log } from './commands/log.ts';
import { noise } from './commands/noise.ts';
import { notifications } from './commands/notifications.ts';
import { nudges } from './commands/nudges.ts';
import { open } from './commands/open.ts';
import { people } from './commands/people.ts';
import { query } from './commands/query.ts';
import { restore } from './commands/restore.ts';
import { search } from './commands/search.ts';
import { send } from './commands/send.ts';
import { service } from './commands/service.ts';
import { services } from './commands/services.ts';
import { signals } from './commands/signals.ts';
import { sources } from './commands/sources.ts';
import { start } from './commands/start.ts';
import { token } from './commands/token.ts';
import { train } from './commands/train.ts';
import { views } from './commands/views.ts';
import { who } from './commands/who.ts';
import { whoami } from './commands/whoami.ts';
import { readEnvironment } from './environment.ts';
import { exit, Failure, report } from './failure.ts';
import { withRunning } from './offline/running.ts';
import { openTerminal } from './terminal.ts';

/** The one list of commands, in the order of `--help`. */
const commands: readonly Register[] = [
  start,
  send,
  feed,
  search,
  views,
  alerts,
  diagnose,
  diagnoses,
  train,
  noise,
  services,
  service,
  who,
  edit,
  nudges,
  graph,
  catalog,
  query,
  open,
  token,
  people,
  whoami,
  backup,
  restore,
  log,
  sources,
  notifications,
  signals,
  doctor,
];

const programFor = (surroundings: Surroundings): Command => {
  const program = new Command('nightjar')
    .description('Nightjar: what changed, who did it, and what probably broke.')
    .version(packageJson.version, '-V, --version')
    .enablePositionalOptions()
    .showHelpAfterError('(nightjar --help, or nightjar <command> --help)')
    .addHelpText(
      'after',
      `
Start here:
  nightjar start                             # a server on http://127.0.0.1:4400
  nightjar send -- make deploy               # run a command and report it as one change
  nightjar feed --follow                     # what changes, as it happens
  nightjar who pricing                       # whom to call about it, now

Exit codes: 0 done, 1 failed, 2 usage, 3 refused by the server, 4 unreachable.
Environment: NIGHTJAR_URL, NIGHTJAR_TOKEN, NIGHTJAR_DATA, NO_COLOR; without NIGHTJAR_URL, the server that runs on the
data folder, else NIGHTJAR_HOST and NIGHTJAR_PORT.`,
    );
  for (const register of commands) register(program, surroundings);
  program.hook('preAction', (_, command) => refuseMisspelt(surroundings, command.name()));
  const mend = (command: Command): void => {
    command.exitOverride();
    for (const each of command.commands) mend(each);
  };
  mend(program);
  return program;
};

/** The commands whose words are a filter. */
const filtered = new Set(['feed', 'services', 'nudges', 'search', 'views']);

/** `feed -actor:root` excludes, as in the filter: a space before it hides it from the parser of options, which reads -a. */
const withExcluded = (args: readonly string[]): readonly string[] =>
  filtered.has(args[0] ?? '')
    ? args.map((arg) => (/^-(?!q)[A-Za-z][\w.-]*:/.test(arg) ? ` ${arg}` : arg))
    : args;

/** As the server does; but a command to run is never held up: then it is said, and no more. */
const refuseMisspelt = ({ env, terminal }: Surroundings, command: string): void => {
  const [first, ...more] = env.misspelt;
  if (first === undefined || command === 'start') return;
  const what = [first, ...more].join(' ');
  if (command === 'send') terminal.say(terminal.paintErr('dim', `nightjar: ${what}`));
  else throw new Failure(exit.usage, what, 'Correct or unset it; docs/reference/config.md lists them all.');
};

const main = async (args: readonly string[]): Promise<void> => {
  const env = await withRunning(readEnvironment(process.cwd()));
  const terminal = openTerminal(process.stdout, process.stderr, env);
  // `nightjar feed | head` closes the pipe: that is an end, not a failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  try {
    await programFor({ env, terminal, stdin: process.stdin }).parseAsync([...withExcluded(args)], {
      from: 'user',
    });
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? exit.ok : exit.usage;
    else {
      const own = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
      process.exitCode = report(terminal, error, own.includes('--json'));
    }
  }
};

await main(process.argv.slice(2));
// A pipe takes 64 KiB at a time; what the reader has not taken yet would be lost.
await new Promise((resolve) => process.stdout.write('', resolve));
// A request that was given up on may hold its socket: nobody waits for it.
process.exit();
