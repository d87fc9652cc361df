import { domain } from '@nightjar/kernel/domain';
import { parsed } from './asked.ts';
import { changesBefore } from './evidence/changes-before.ts';
import { graph } from './graphql/part.ts';
import { changes } from './projection.ts';
import { routes } from './routes.ts';
import { toSearch } from './to-search.ts';

export const feed = domain({ name: 'feed', projections: [changes], routes });

/** What the feed gives to the search over everything. */
export const feedToSearch = toSearch;

/** Refuses, with the place, what is no filter of the feed. */
export const checkFeedFilter = (query: string): void => {
  parsed(query);
};
/** What the graph knows of changes. */
export const feedGraph = graph;

/** What the feed gives to a diagnosis. */
export const feedEvidence = changesBefore;
