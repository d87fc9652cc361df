import type { Client } from '@nightjar/sdk/connect';
import type { NewJudgement } from '@nightjar/sdk/wire';
import { exit, Failure } from '../failure.ts';

export type JudgeFlags = {
  readonly confirm?: string;
  readonly refute?: string;
  /** `--no-change`: commander reads it as `change: false`. */
  readonly change?: boolean;
  readonly withdraw?: string | true;
};

/** The change by its id, or by its place among the suspects. */
const changeOf = async (client: Client, id: string, given: string): Promise<string> => {
  if (!/^\d+$/.test(given)) return given;
  const { suspects } = await client.diagnoses.get(id);
  const suspect = suspects[Number(given) - 1];
  if (suspect !== undefined) return suspect.change;
  throw new Failure(
    exit.usage,
    `There is no suspect ${given}; there are ${suspects.length}.`,
    'Name the change by its id.',
  );
};

/** One word, as it is sent. */
export const judgementFrom = async (client: Client, id: string, flags: JudgeFlags): Promise<NewJudgement> => {
  const said: readonly (readonly [NewJudgement['judgement'], string | null])[] = [
    ...(flags.confirm === undefined ? [] : [['confirmed', flags.confirm] as const]),
    ...(flags.refute === undefined ? [] : [['refuted', flags.refute] as const]),
    ...(flags.change === false ? [['confirmed', null] as const] : []),
    ...(flags.withdraw === undefined
      ? []
      : [['withdrawn', flags.withdraw === true ? null : flags.withdraw] as const]),
  ];
  const [one, another] = said;
  if (one === undefined || another !== undefined)
    throw new Failure(
      exit.usage,
      one === undefined ? 'Say what did it.' : 'Say one thing at a time.',
      'One of --confirm CHANGE, --refute CHANGE, --no-change, --withdraw [CHANGE].',
    );
  const [judgement, given] = one;
  return { judgement, change: given === null ? null : await changeOf(client, id, given), from: 'cli' };
};
