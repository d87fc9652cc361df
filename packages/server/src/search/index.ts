import { type Domain, domain } from '@nightjar/kernel/domain';
import type { SearchPart } from './part.ts';
import { search } from './search.ts';
import { SearchAnswer, SearchQuery } from './wire.ts';

/** One search over what every domain gives to it. */
export const searchOver = (parts: readonly SearchPart[]): Domain =>
  domain({
    name: 'search',
    routes: (http, kernel) => {
      http.get(
        '/api/v1/search',
        {
          config: { right: 'read' },
          schema: {
            summary:
              'Services, teams, people, runbooks, saved views and changes by what is typed, the nearest first',
            tags: ['search'],
            querystring: SearchQuery,
            response: { 200: SearchAnswer },
          },
        },
        ({ caller, query: { q, limit = 6 } }) => search(parts, kernel, caller, { q, limit }),
      );
    },
  });
