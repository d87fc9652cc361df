import { domain } from '@nightjar/kernel/domain';
import { changes } from './projection.ts';
import { routes } from './routes.ts';

export const feed = domain({ name: 'feed', projections: [changes], routes });
