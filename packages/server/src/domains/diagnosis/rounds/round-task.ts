import type { NewTask } from '@nightjar/kernel/tasks/task';
import type { Question } from '../events.ts';

/** The topic under which rounds are made. */
export const roundTopic = 'diagnosis.round';

/** Until a round is made nobody hears of the page: a database that is away for an hour loses none. */
const maxAttempts = 200;

/** Minutes after the page at which it is looked again: as data comes in. */
const afters = [0, 1, 5, 15] as const;

export type RoundTask = {
  readonly diagnosis: string;
  /** `signal` may be empty: then the loudest is looked for. */
  readonly question: Question;
  readonly after: number;
  /** Of alerts; null where there is none. */
  readonly group: string | null;
  /** When the page was first heard of, milliseconds since 1970; absent where it is from before that was kept. */
  readonly heard?: number;
};

const keyOf = (diagnosis: string, after: number): string => `${diagnosis} +${after}`;

/** The unique keys of the rounds of a diagnosis that come after one. */
export const keysAfter = ({ diagnosis, after }: Pick<RoundTask, 'diagnosis' | 'after'>): string[] =>
  afters.filter((later) => later > after).map((later) => keyOf(diagnosis, later));

/** The rounds of a page that is heard of now, each once. */
export const roundTasks = (org: number, task: Omit<RoundTask, 'after'>, now: Date): NewTask[] =>
  afters.map((after) => ({
    topic: roundTopic,
    org,
    payload: { ...task, after } satisfies RoundTask,
    unique: keyOf(task.diagnosis, after),
    maxAttempts,
    ...(after === 0 ? { priority: 20 } : { runAt: new Date(now.getTime() + after * 60_000) }),
  }));
