import { stateOf } from '@nightjar/kernel/decide';
import type { Log } from '@nightjar/kernel/log/log';
import type { NewTask } from '@nightjar/kernel/tasks/task';
import { addRound, diagnosisDecider, type Standing } from '../decide.ts';
import { type DiagnosisMade, diagnosisStream } from '../events.ts';
import type { Diagnosed } from './diagnose.ts';

type Appending = {
  readonly log: Log;
  readonly now: Date;
  readonly org: number;
  readonly id: string;
  readonly actor: string;
  /** What is to be done once it stands. */
  readonly follow: (round: number) => readonly NewTask[];
};

/** Others who judge the diagnosis at the same moment make it be read again; more than this they do not. */
const attempts = 5;

/** How a diagnosis stands, and at which version. */
export const standingOf = async (
  log: Log,
  org: number,
  id: string,
): Promise<{
  readonly standing: Standing;
  readonly version: number;
  readonly position: number;
  /** Of the first round, milliseconds since 1970. */
  readonly madeAt: number | null;
}> => {
  const recorded = await log.stream(org, diagnosisStream(id));
  const last = recorded.at(-1);
  return {
    madeAt: recorded[0]?.at.getTime() ?? null,
    standing: stateOf(diagnosisDecider, recorded),
    version: last?.ver ?? 0,
    position: last?.pos ?? 0,
  };
};

/** Records a round, with what is to be done then, unless it or a later one stands already; answers the position to read it at. */
export const appendRound = async (
  { log, now, org, id, actor, follow }: Appending,
  data: Diagnosed['data'] & Pick<DiagnosisMade['data'], 'after'>,
): Promise<number> => {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const { standing, version, position } = await standingOf(log, org, id);
    const facts = addRound(data, now.toISOString())(standing);
    const [made] = facts;
    if (made === undefined) return position;
    const appended = await log.append({
      org,
      stream: diagnosisStream(id),
      facts,
      expect: version,
      actor,
      tasks: follow(made.data.round),
    });
    if (appended.status === 'ok') return appended.lastPos;
  }
  throw new Error(`Others kept changing the diagnosis ${id} at the same moment.`);
};
