import { reaction } from '@nightjar/kernel/reaction/reaction';
import type { NewTask } from '@nightjar/kernel/tasks/task';
import type { AlertObserved } from '../../alerts/events.ts';

export const groupTopic = 'diagnosis.group';

/** Everything that fires up to a position. */
export type GroupTask = { readonly upTo: number };

/** Until an alert is grouped nobody hears of what broke: it is tried for hours. */
const attempts = 1000;

/**
 * Something fires: let it be grouped. One task for all that is heard at once, one after another in an organisation; without a unique
 * key, because a task that runs may have looked already.
 */
export const onAlerts = reaction<AlertObserved>({
  name: 'diagnosis.alerts',
  handles: ['AlertObserved'],
  tasks: (facts) => {
    const firing = facts.filter(({ data }) => data.alert.state !== 'resolved');
    const last = new Map(firing.map(({ org, pos }) => [org, pos]));
    return [...last].map(
      ([org, upTo]): NewTask => ({
        topic: groupTopic,
        org,
        payload: { upTo } satisfies GroupTask,
        exclusive: groupTopic,
        priority: 5,
        maxAttempts: attempts,
      }),
    );
  },
});
