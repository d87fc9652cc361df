import { normalise } from '@nightjar/query/words';
import type { SearchPart } from '../../search/part.ts';
import { savedViews } from './projection.ts';
import { viewsOf } from './queries.ts';

/** What views give to the search: there are some hundreds at most, so all are looked at. */
export const toSearch: SearchPart = {
  of: 'views',
  find: async (kernel, caller, { text, limit }) => {
    const reader = await kernel.reader(caller, { of: [savedViews] });
    const sought = normalise(text).split(' ');
    const views = await viewsOf(reader);
    return views
      .filter(({ name }) => sought.every((word) => normalise(name).includes(word)))
      .slice(0, limit)
      .map(({ name, query, screen, shared, by, address }) => ({
        kind: screen,
        id: `${shared ? 'shared' : 'own'} ${name}`,
        title: name,
        subtitle:
          [query, shared ? `shared by ${by ?? 'somebody'}` : null].filter((it) => !!it).join(' · ') || null,
        address,
        at: null,
      }));
  },
};
