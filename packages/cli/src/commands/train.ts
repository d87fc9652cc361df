import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { contestants, fit } from '@nightjar/diagnosis/fit';
import type { Weights } from '@nightjar/diagnosis/weights';
import type { RankingWeights } from '@nightjar/sdk/wire';
import { examples, type Register, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor } from '../connection.ts';
import { judgedRounds } from '../diagnose/history.ts';
import { printScores } from '../diagnose/scores.ts';

type Flags = ConnectionFlags & { readonly apply?: boolean; readonly out?: string };

const names = {
  current: 'in use',
  logistic: 'fitted',
  trees: 'fitted, with trees',
} as const;

/** `nightjar train`: fits the ranking to what responders have settled; `--apply` takes it if it does better. */
export const train: Register = (program, { env, terminal }) => {
  const command = program
    .command('train')
    .description(
      'fit the ranking to the causes that responders have confirmed, and see whether that does better',
    )
    .option('--apply', 'rank by it from now on, if it does better')
    .option('--out <file>', 'write the weights to a file: diagnose --replay --weights FILE tries them')
    .action(async (flags: Flags) => {
      const client = clientFor(env, flags, 1);
      const { weights: current } = await client.diagnoses.weights();
      const rounds = await judgedRounds(client);
      const day = new Date().toISOString().slice(0, 10);
      const found = fit(
        rounds,
        current as Weights,
        `learnt-${day}-${new Set(rounds.map(({ diagnosis }) => diagnosis)).size}`,
      );
      if (found.is === 'too few') {
        if (flags.json) return terminal.json(found);
        terminal.say(
          `${found.cases} diagnoses are judged, and it takes ${found.needs} to learn from: nightjar diagnose judge says what did it.`,
        );
        return;
      }
      const { cases, tried, winner, weights, better } = found;
      if (flags.out !== undefined)
        writeFileSync(resolve(env.cwd, flags.out), `${JSON.stringify(weights, null, 2)}\n`);
      const taken =
        flags.apply && better ? await client.diagnoses.takeWeights(weights as RankingWeights) : null;
      if (flags.json) return terminal.json({ ...found, taken });
      terminal.line(`${cases} judged diagnoses, each ranked by weights that had not seen it`);
      printScores(
        terminal,
        contestants.map((how) => [names[how], tried[how].figures, tried[how].loss]),
      );
      if (!better)
        terminal.say(
          `\n${winner === 'current' ? 'Those in use are best' : 'None is better by enough'}: nothing is changed.`,
        );
      else if (taken !== null) terminal.say(`\nFrom now on it is ranked by ${taken.version}.`);
      else terminal.say(`\n${names[winner]} does better. To rank by it: ${terminal.nightjar} train --apply`);
    });
  examples(withConnection(command), [
    ['nightjar train', 'whether there is something to learn yet'],
    ['nightjar train --apply', 'and rank by it, if it does better'],
    [
      'nightjar train --out w.json',
      'to read it first, and try it: nightjar diagnose --replay --weights w.json',
    ],
  ]);
};
