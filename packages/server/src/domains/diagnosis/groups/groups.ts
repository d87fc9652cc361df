import type { Domain } from '@nightjar/kernel/domain';
import { alertGroups } from './projection.ts';
import { onAlerts } from './reactions.ts';
import { groupRoutes } from './routes.ts';
import { type Grouping, groupTopicOver } from './task.ts';

/** What groups are to the domain of diagnosis: a part of each of its rooms. */
export const groupsOver = (grouping: Grouping) =>
  ({
    projections: [alertGroups],
    reactions: [onAlerts],
    routes: groupRoutes,
    topics: (kernel) => [groupTopicOver(kernel, grouping)],
  }) satisfies Partial<Domain>;
