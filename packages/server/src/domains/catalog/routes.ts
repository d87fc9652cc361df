import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { catalogOf } from './calls/catalog.ts';
import { callRoutes } from './calls/routes.ts';
import { entityRoutes } from './entity-routes.ts';

type Room = (http: Http, kernel: Kernel) => void;

/** One line a room. */
const rooms: readonly Room[] = [
  entityRoutes,
  (http, kernel) => void callRoutes(http, kernel, catalogOf(kernel)),
];

/** The catalog's part of the front door. */
export const routes = (http: Http, kernel: Kernel): void => {
  for (const room of rooms) room(http, kernel);
};
