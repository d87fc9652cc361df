import { domain } from '@nightjar/kernel/domain';
import { graph } from './graphql/part.ts';
import { changes } from './projection.ts';
import { routes } from './routes.ts';

export const feed = domain({ name: 'feed', projections: [changes], routes });

/** What the graph knows of changes. */
export const feedGraph = graph;
