import { domain } from '@nightjar/kernel/domain';
import { graph } from './graphql.ts';
import { alerts as all } from './projection.ts';
import { routes } from './routes.ts';

export const alerts = domain({ name: 'alerts', projections: [all], routes });

/** What the graph knows of alerts. */
export const alertsGraph = graph;
