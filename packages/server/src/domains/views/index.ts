import { type Domain, domain } from '@nightjar/kernel/domain';
import { savedViews } from './projection.ts';
import { type CheckFilter, routes } from './routes.ts';
import { toSearch } from './to-search.ts';

/** What people look at again and again, under names. `check` refuses what is no filter of a screen. */
export const viewsOver = (check: CheckFilter): Domain =>
  domain({
    name: 'views',
    projections: [savedViews],
    routes: (http, kernel) => routes(http, kernel, check),
  });

/** What views give to the search over everything. */
export const viewsToSearch = toSearch;
