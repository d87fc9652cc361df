import type { Kernel } from '@nightjar/kernel/kernel';
import { alertGroups } from './projection.ts';

/** How long the read model may take to hear what the reactions have heard. */
const patienceMs = 10_000;

/** The head of the log, once the read model has reached it: what a run before this one has recorded is not to be recorded again. */
export const headReached = async ({
  log,
  projections,
}: Pick<Kernel, 'log' | 'projections'>): Promise<number> => {
  const head = await log.head();
  if (await projections.reached(alertGroups, head, patienceMs)) return head;
  throw new Error('The read model of groups lags behind: it is gone on with when that has caught up.');
};
