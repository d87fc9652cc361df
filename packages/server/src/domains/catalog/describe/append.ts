import type { Caller } from '@nightjar/kernel/caller';
import type { Append, Log } from '@nightjar/kernel/log/log';
import { Refusal } from '@nightjar/kernel/refusal';
import type { NewTask } from '@nightjar/kernel/tasks/task';
import { type PatientAppend, patiently } from '../../../change/patience.ts';
import { type CatalogFact, entityStream } from '../events.ts';
import type { Step } from './plan.ts';

/** Appends under way at once: enough for a group commit, too few to fill the log's queue. */
const slice = 500;

export type Recording = {
  /** 0 where nothing was recorded. */
  readonly position: number;
  /** The task went with one of the facts. */
  readonly announced: boolean;
  /** Somebody else recorded the same transition before: what stands must be looked at again. */
  readonly overtaken: boolean;
  /** Steps that the log will not take, and why. */
  readonly refused: ReadonlyMap<Step, Refusal>;
};

/** The log keeps who it was by id; people read a name, the one borne at the time. */
const signedBy = ({ name }: Caller, fact: CatalogFact): CatalogFact =>
  name === undefined ? fact : ({ ...fact, data: { ...fact.data, signed: name } } as CatalogFact);

const turn = (): Promise<void> => new Promise(setImmediate);

/**
 * Records steps, each for itself. The task is enqueued with the first that is recorded, alone: after a crash what was recorded is
 * announced, and a repetition records only what is missing.
 */
export const recordSteps = async (
  log: Pick<Log, 'append'>,
  caller: Caller,
  actor: string,
  steps: readonly Step[],
  task: NewTask | null,
): Promise<Recording> => {
  const append: PatientAppend = patiently(log);
  const refused = new Map<Step, Refusal>();
  let [position, overtaken, announced] = [0, false, false];
  const record = async (step: Step, tasks: readonly NewTask[]): Promise<boolean> => {
    const command: Append = {
      org: caller.org,
      stream: entityStream(step.entity),
      facts: [actor === caller.subject ? signedBy(caller, step.fact) : step.fact],
      actor,
      once: { source: 'catalog', key: step.key, hash: step.hash },
      ...(tasks.length === 0 ? {} : { tasks }),
    };
    try {
      const appended = await append(command);
      if (appended.status === 'conflict') throw new Error('A description asks for no version.');
      position = Math.max(position, appended.lastPos);
      if (appended.status !== 'ok') overtaken = true;
      return appended.status === 'ok';
    } catch (error) {
      if (!(error instanceof Refusal) || error.entry.kind !== 'invalid') throw error;
      refused.set(step, error);
      return false;
    }
  };
  let next = 0;
  while (task !== null && !announced && next < steps.length) {
    const step = steps[next];
    next += 1;
    if (step !== undefined) announced = await record(step, [task]);
  }
  for (; next < steps.length; next += slice) {
    // Others have their turn between two slices.
    await turn();
    const under = steps.slice(next, next + slice).map((step) => record(step, []));
    await Promise.allSettled(under);
    await Promise.all(under);
  }
  return { position, announced, overtaken, refused };
};
