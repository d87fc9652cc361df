import { domain } from '@nightjar/kernel/domain';
import { alerts as all } from './projection.ts';
import { routes } from './routes.ts';

export const alerts = domain({ name: 'alerts', projections: [all], routes });
