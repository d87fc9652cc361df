import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { entityRoutes } from './entity-routes.ts';

type Room = (http: Http, kernel: Kernel) => void;

/** One line a room. */
const rooms: readonly Room[] = [entityRoutes];

/** The catalog's part of the front door. */
export const routes = (http: Http, kernel: Kernel): void => {
  for (const room of rooms) room(http, kernel);
};
