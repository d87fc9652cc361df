import { reaction } from '@nightjar/kernel/reaction/reaction';
import type { NewTask } from '@nightjar/kernel/tasks/task';
import type { AlertFact, AlertObserved } from '../../alerts/events.ts';
import type { AlertsGrouped } from './events.ts';

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

export const standingTopic = 'diagnosis.group-standing';

/** What may change how groups stand, up to a position. */
export type StandingTask = { readonly upTo: number };

/** Alerts begin and end, and groups become one: let it be looked whether a group stands otherwise now. As late as it may: pages go first. */
export const onStanding = reaction<AlertFact | AlertsGrouped>({
  name: 'diagnosis.group-standing',
  handles: ['AlertObserved', 'AlertWithdrawn', 'AlertsGrouped'],
  tasks: (facts) => {
    const last = new Map(facts.map(({ org, pos }) => [org, pos]));
    return [...last].map(
      ([org, upTo]): NewTask => ({
        topic: standingTopic,
        org,
        payload: { upTo } satisfies StandingTask,
        exclusive: standingTopic,
        priority: 70,
        maxAttempts: attempts,
      }),
    );
  },
});
