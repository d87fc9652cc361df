import type { Observation } from '@nightjar/sdk/wire';
import { entityAt } from '../catalog/ways.ts';
import { routeOf } from '../shell/route.ts';
import { placeFrom } from '../ui/place.ts';

export const servicePage = (name: string): string => entityAt(`service:default/${name}`);

/**
 * The page that the reports of a change name (`extra.page`), in the catalog or of a source; null where none does, or where one of
 * the services leads there anyhow. Whoever may send changes writes it: only the path of an entity or a source is followed.
 */
export const pageIn = (observed: readonly Observation[], services: readonly string[]): string | null => {
  const page = observed.map(({ extra }) => extra['page']).findLast((it) => typeof it === 'string');
  if (page === undefined || !['entity', 'source'].includes(routeOf(page).is)) return null;
  // An address may climb out of where it begins: `/catalog/service/..`.
  if (placeFrom(page, 'https://nightjar.example') !== page) return null;
  return services.map(servicePage).includes(page) ? null : page;
};

/** Where such a page is, for who is to go there. */
export const partOf = (page: string): string =>
  routeOf(page).is === 'source' ? 'See it in Sources' : 'See it in the catalog';
