import type { Domain } from '@nightjar/kernel/domain';
import type { Evidence } from '../../../evidence/parts.ts';
import { alertGroups } from './projection.ts';
import { onAlerts, onStanding } from './reactions.ts';
import { groupRoutes } from './routes.ts';
import { standingTopicOver } from './stood.ts';
import { groupTopicOver } from './task.ts';

/** What groups are to the domain of diagnosis: a part of each of its rooms. `tell`: topics of those who tell people how a group stands. */
export const groupsOver = ({ related }: Pick<Evidence, 'related'>, tell: readonly string[] = []) =>
  ({
    projections: [alertGroups],
    reactions: [onAlerts, onStanding],
    routes: groupRoutes,
    topics: (kernel) => [groupTopicOver(kernel, related), standingTopicOver(kernel, tell)],
  }) satisfies Partial<Domain>;
