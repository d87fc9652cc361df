import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { atThePage } from '@nightjar/diagnosis/fit';
import { weights as shipped, type Weights } from '@nightjar/diagnosis/weights';
import type { Client } from '@nightjar/sdk/connect';
import type { Environment } from '../environment.ts';
import { exit, Failure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { table } from '../text/table.ts';
import { judgedRounds, type Replayed, replay, scoreOf } from './history.ts';
import { printCalibration, printScores } from './scores.ts';

/** Missing: what is not given there is as shipped, so that a file may hold a few numbers alone. */
const weightsIn = (env: Environment, file: string): Weights => {
  const path = resolve(env.cwd, file);
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const why = error instanceof SyntaxError ? 'it is not JSON' : 'it cannot be read';
    throw new Failure(exit.usage, `${file}: ${why}.`, 'nightjar train --out FILE writes one.');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new Failure(exit.usage, `${file} holds no weights.`, 'nightjar train --out FILE writes one.');
  const unknown = Object.keys(parsed).find((name) => !(name in shipped) && name !== 'trees');
  if (unknown !== undefined)
    throw new Failure(exit.usage, `${file}: there is no weight ${JSON.stringify(unknown)}.`);
  return { ...shipped, ...(parsed as Partial<Weights>) };
};

/** A case of which the foremost suspect would be another, and whether that is the one who did it. */
const otherwise = (all: readonly Replayed[]): string[][] =>
  all.flatMap(({ kept, said, now }) => {
    const [before, after] = [said.suspects[0]?.id ?? 'nobody', now.suspects[0]?.id ?? 'nobody'];
    const { truth, title, pagedAt, diagnosis } = kept;
    if (before === after) return [];
    const isRight = (id: string): boolean => truth.is === 'change' && truth.changes.includes(id);
    const says = isRight(after) ? 'better' : isRight(before) ? 'worse' : 'other';
    return [[says, diagnosis, pagedAt.slice(0, 10), before, after, title]];
  });

type Options = { readonly weights?: string; readonly json?: boolean };

/** Ranks what was kept again, and says how that would have done beside what was said at the page. */
export const replayHistory = async (
  client: Client,
  terminal: Terminal,
  env: Environment,
  { weights: file, json }: Options,
): Promise<void> => {
  const standing = file === undefined ? ((await client.diagnoses.weights()).weights as Weights) : null;
  const weights = standing ?? weightsIn(env, file ?? '');
  const all = replay(atThePage(await judgedRounds(client)), weights);
  const [said, now] = [scoreOf(all, 'said'), scoreOf(all, 'now')];
  const changes = otherwise(all);
  if (json) return terminal.json({ weights: weights.version, cases: all.length, said, now, changes });
  if (all.length === 0) {
    terminal.say('Nothing is judged yet: nightjar diagnose judge says what did it.');
    return;
  }
  terminal.line(`${all.length} judged diagnoses, as at the page; weights ${weights.version}`);
  printScores(terminal, [
    ['as it was said', said],
    ['ranked again', now],
  ]);
  printCalibration(terminal, now);
  if (changes.length === 0) return terminal.line('\nThe foremost suspect is the same in each.');
  terminal.line('');
  table(terminal, ['', 'diagnosis', 'paged', 'said', 'now', 'about'], changes, { gives: [5, 3, 4] });
};
