import { domain } from '@nightjar/kernel/domain';
import { entities } from './projection.ts';
import { topics } from './reactions.ts';
import { routes } from './routes.ts';

export const catalog = domain({ name: 'catalog', projections: [entities], routes, topics });
