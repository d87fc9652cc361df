import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { catalogOf } from './calls/catalog.ts';
import { callRoutes } from './calls/routes.ts';
import { describeRoutes } from './describe/routes.ts';
import { discoveryRoutes } from './discovery/routes.ts';
import { entityRoutes } from './entity-routes.ts';
import { graphRoutes } from './graph/routes.ts';
import { keepRoutes } from './keep/routes.ts';
import { ownershipRoutes } from './ownership/routes.ts';
import { searchRoutes } from './search/routes.ts';
import type { CatalogSettings } from './settings.ts';

type Room = (http: Http, kernel: Kernel, settings: CatalogSettings) => void;

/** One line a room. */
const rooms: readonly Room[] = [
  entityRoutes,
  describeRoutes,
  searchRoutes,
  graphRoutes,
  ownershipRoutes,
  discoveryRoutes,
  keepRoutes,
  (http, kernel) => void callRoutes(http, kernel, catalogOf(kernel)),
];

/** The catalog's part of the front door. */
export const routes = (http: Http, kernel: Kernel, settings: CatalogSettings): void => {
  for (const room of rooms) room(http, kernel, settings);
};
