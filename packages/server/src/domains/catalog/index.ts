import type { Caller } from '@nightjar/kernel/caller';
import { type Domain, domain } from '@nightjar/kernel/domain';
import type { Kernel } from '@nightjar/kernel/kernel';
import { callSeries as findCallSeries } from './calls/series.ts';
import { describe } from './describe/describe.ts';
import { noteReached, noteUnreachable } from './describe/reached.ts';
import { around } from './evidence/around.ts';
import { ownerOf } from './evidence/owner-of.ts';
import { related } from './evidence/related.ts';
import { graphOf } from './graphql/part.ts';
import { entities } from './projection.ts';
import { topics } from './reactions.ts';
import { routes } from './routes.ts';
import { parsed } from './search/asked.ts';
import { services } from './services.ts';
import { type CatalogSettings, usualSettings } from './settings.ts';
import { toSearch } from './to-search.ts';

/** The catalog as an operator has set it. */
export const catalogWith = (settings: CatalogSettings): Domain =>
  domain({
    name: 'catalog',
    projections: [entities],
    routes: (http, kernel) => routes(http, kernel, settings),
    topics,
  });

export const catalog = catalogWith(usualSettings);

/** How what looks at the outside tells the catalog. */
export const catalogIntake = { describe, noteReached, noteUnreachable };

/** How who looks for the service of a report asks the catalog. */
export const catalogServices = services;

/** What the catalog gives to a diagnosis. */
export const catalogEvidence = {
  around,
  owner: ownerOf,
  related,
  near: async (kernel: Kernel, caller: Caller, name: string): Promise<readonly string[]> =>
    (await services(kernel).near(caller, [name])).get(name) ?? [],
};

/** What the catalog gives to the search over everything. */
export const catalogToSearch = toSearch;

/** Refuses, with the place, what is no filter of the catalog. */
export const checkCatalogFilter = (query: string): void => {
  parsed(query);
};

/** What calls between services, as traces show them, give to a diagnosis. */
export const callSeries = findCallSeries;

/** What the graph knows of the catalog. */
export const catalogGraph = graphOf;
