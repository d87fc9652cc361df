import type { Domain } from '@nightjar/kernel/domain';
import type { Evidence } from '../../../evidence/parts.ts';
import { alertGroups } from './projection.ts';
import { onAlerts } from './reactions.ts';
import { groupRoutes } from './routes.ts';
import { groupTopicOver } from './task.ts';

/** What groups are to the domain of diagnosis: a part of each of its rooms. */
export const groupsOver = ({ related }: Pick<Evidence, 'related'>) =>
  ({
    projections: [alertGroups],
    reactions: [onAlerts],
    routes: groupRoutes,
    topics: (kernel) => [groupTopicOver(kernel, related)],
  }) satisfies Partial<Domain>;
