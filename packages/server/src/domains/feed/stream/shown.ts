import type { View } from '../wire.ts';

/** Which changes were shown to those who ask one thing: only these need be told of when they match no more. */
export type Shown = {
  readonly has: (id: string) => boolean;
  readonly add: (id: string) => void;
};

export type ShownTo = (org: number, query: string, view?: View) => Shown;

/** Filters that are remembered, also a while after their last subscriber, who may come back. */
const mostFilters = 5_000;
/** Ids of one filter, and of all filters together: some 40 bytes each. */
const mostIds = 10_000;
const mostOfAll = 2_000_000;

/** Bounded: of what was shown longest ago it is forgotten that it was, and then a change that leaves is not told. */
export const shownTo = (): ShownTo => {
  const filters = new Map<string, Set<string>>();
  const refresh = (key: string): Set<string> => {
    const ids = filters.get(key) ?? new Set();
    filters.delete(key);
    filters.set(key, ids);
    for (const oldest of filters.keys()) {
      if (filters.size <= mostFilters) break;
      filters.delete(oldest);
    }
    return ids;
  };
  return (org, query, view = 'all') => {
    const ids = refresh(`${org}\0${view}\0${query}`);
    return {
      has: (id) => ids.has(id),
      add: (id) => {
        ids.delete(id);
        ids.add(id);
        const most = Math.min(mostIds, mostOfAll / filters.size);
        for (const oldest of ids) {
          if (ids.size <= most) break;
          ids.delete(oldest);
        }
      },
    };
  };
};
