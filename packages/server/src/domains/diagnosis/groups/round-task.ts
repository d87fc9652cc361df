import type { NewTask } from '@nightjar/kernel/tasks/task';
import type { Question } from '../events.ts';

/** One round of a diagnosis: asks what is known now, and says so. */
export const roundTopic = 'diagnosis.round';

/** Minutes after the page at which it is said anew. */
export const roundsAfter = [0, 1, 5, 15] as const;

export type RoundTask = {
  readonly diagnosis: string;
  readonly question: Question;
  readonly after: (typeof roundsAfter)[number];
  readonly group: string;
};

const minute = 60_000;

/** The first round is what somebody waits for. */
const priorityOf = (nth: number): number => (nth === 0 ? 5 : 40);

/**
 * The rounds of a diagnosis that is begun at `now`. Of those that are overdue, because the page came late, only the last is done: it
 * sees all that the others would have. A page from the future is due now.
 */
export const roundsOf = (org: number, round: Omit<RoundTask, 'after'>, now: Date): NewTask[] => {
  const base = Math.min(Date.parse(round.question.pagedAt), now.getTime());
  const overdue = roundsAfter.filter((after) => base + after * minute <= now.getTime()).at(-1) ?? 0;
  return roundsAfter
    .filter((after) => after >= overdue)
    .map((after, nth) => ({
      topic: roundTopic,
      org,
      payload: { ...round, after } satisfies RoundTask,
      unique: `${round.diagnosis} ${after}`,
      priority: priorityOf(nth),
      maxAttempts: 10,
      ...(after === overdue ? {} : { runAt: new Date(base + after * minute) }),
    }));
};
