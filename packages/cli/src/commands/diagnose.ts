import { nameFrom } from '../catalog/name.ts';
import { examples, type Register, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor } from '../connection.ts';
import { pageTimeFrom } from '../diagnose/at.ts';
import { type JudgeFlags, judgementFrom } from '../diagnose/judgement.ts';
import { printDiagnosis } from '../diagnose/print.ts';
import { replayHistory } from '../diagnose/replay.ts';
import { exit, Failure } from '../failure.ts';
import { wholeNumber } from '../whole-number.ts';

type Flags = ConnectionFlags & {
  readonly at?: string;
  readonly env?: string;
  readonly signal?: string;
  readonly round?: string;
  readonly replay?: boolean;
  readonly weights?: string;
};

const isId = (text: string): boolean => /^dgn_[0-9a-f]{20}$/.test(text);

/** `nightjar diagnose X`: what probably broke it; `diagnose judge` says what did. */
export const diagnose: Register = (program, { env, terminal }) => {
  const group = program
    .command('diagnose')
    .description('what probably broke a service, with reasons; or a diagnosis by its id')
    .argument('[service]', 'a service by name or alias, or the id of a diagnosis')
    .option('--at <time>', 'when it was noticed: 02:51, 3h ago, 2026-03-01T02:51Z (default: now)')
    .option('-e, --env <name>', 'in one environment')
    .option('--signal <name>', 'latency, errors, requests, cpu, memory (default: the loudest)')
    .option('--round <n>', 'of an id: as it was said in that round')
    .option('--replay', 'rank all that was judged again, and say how that would have done')
    .option('--weights <file>', 'with --replay: by the weights in a file (default: those in use)')
    .action(async (typed: string | undefined, flags: Flags) => {
      if (flags.replay) return replayHistory(clientFor(env, flags, 1), terminal, env, flags);
      if (typed === undefined)
        throw new Failure(exit.usage, 'Of which service?', `${terminal.nightjar} services lists them.`);
      const name = nameFrom(typed);
      const { diagnoses } = clientFor(env, flags, 1);
      const ask = () =>
        diagnoses.ask({
          service: name,
          ...(flags.env === undefined ? {} : { env: flags.env }),
          ...(flags.signal === undefined ? {} : { signal: flags.signal }),
          ...(flags.at === undefined ? {} : { at: pageTimeFrom(flags.at, new Date()).toISOString() }),
        });
      const read = () =>
        flags.round === undefined
          ? diagnoses.get(name)
          : diagnoses.round(name, wholeNumber('--round', flags.round, 1));
      const diagnosis = await (isId(name) ? read() : ask());
      if (flags.json) return terminal.json(diagnosis);
      printDiagnosis(terminal, diagnosis, new Date());
      if (diagnosis.judgements.length === 0)
        terminal.say(
          `\nWas it? ${terminal.nightjar} diagnose judge ${diagnosis.id} --confirm 1, or --no-change`,
        );
    });

  examples(
    withConnection(
      group
        .command('judge')
        .description('say what did it: from that the ranking learns')
        .argument('<id>', 'of the diagnosis')
        .option('--confirm <change>', 'this change did it: its id, or its place among the suspects')
        .option('--refute <change>', 'this one did not')
        .option('--no-change', 'no change did it')
        .option('--withdraw [change]', 'take back what you said of a change, or that it was none')
        .action(async (id: string, flags: ConnectionFlags & JudgeFlags) => {
          const client = clientFor(env, flags, 1);
          const judged = await client.diagnoses.judge(id, await judgementFrom(client, id, flags));
          if (flags.json) return terminal.json(judged);
          terminal.say(
            judged.judgements.length === 0
              ? 'Taken back.'
              : `Noted (${judged.judgements.length} said so far).`,
          );
        }),
    ),
    [
      ['nightjar diagnose judge dgn_0123456789abcdef0123 --confirm 1', 'the foremost suspect did it'],
      ['nightjar diagnose judge dgn_0123456789abcdef0123 --no-change', 'no change did'],
    ],
  );

  examples(withConnection(group), [
    ['nightjar diagnose checkout', 'what probably broke it, now'],
    ['nightjar diagnose checkout --at 02:51 --env prod', 'what broke it last night'],
    ['nightjar diagnose --replay', 'how good the ranking is on what was judged'],
    ["nightjar diagnose checkout --json | jq -r '.suspects[0].title'", 'for scripts'],
  ]);
};
