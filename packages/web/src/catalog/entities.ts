import type { Entity, EntityList } from '@nightjar/sdk/wire';
import type { Trouble } from '../ui/trouble.ts';

/** The list on the screen. */
export type Entities = {
  /** What is asked for: filter and instant. */
  readonly key: string;
  readonly shown: readonly Entity[] | null;
  /** What is shown answers `key`; until it does, it answers what was asked before. */
  readonly current: boolean;
  readonly next: string | null;
  readonly total: number | null;
  readonly more: 'no' | 'asked' | 'failed';
  readonly trouble: Trouble | null;
};

export type Happening =
  | { readonly is: 'asked'; readonly key: string }
  | { readonly is: 'answered'; readonly key: string; readonly list: EntityList }
  | { readonly is: 'refused'; readonly key: string; readonly trouble: Trouble }
  | { readonly is: 'more asked' }
  | { readonly is: 'more answered'; readonly key: string; readonly list: EntityList }
  | { readonly is: 'more failed'; readonly key: string };

export const noEntities = (key: string): Entities => ({
  key,
  shown: null,
  current: false,
  next: null,
  total: null,
  more: 'no',
  trouble: null,
});

/** How many match, where the server tells it or all of them are here. */
export const totalOf = ({ current, total, next, shown }: Entities): number | null =>
  current ? (total ?? (next === null ? (shown?.length ?? null) : null)) : null;

export const entitiesAfter = (now: Entities, it: Happening): Entities => {
  if ('key' in it && it.is !== 'asked' && it.key !== now.key) return now;
  switch (it.is) {
    case 'asked':
      return it.key === now.key && now.current
        ? { ...now, trouble: null }
        : { ...now, key: it.key, current: false, more: 'no', trouble: null };
    case 'answered':
      return {
        ...now,
        shown: it.list.entities,
        current: true,
        next: it.list.next,
        total: it.list.total,
        more: 'no',
        trouble: null,
      };
    case 'refused':
      return { ...now, trouble: it.trouble };
    case 'more asked':
      return { ...now, more: 'asked' };
    case 'more failed':
      return { ...now, more: 'failed' };
    case 'more answered': {
      // Between two pages the catalog may have changed: what would stand there twice, stands where it stood.
      const known = new Set(now.shown?.map(({ ref }) => ref));
      const news = it.list.entities.filter(({ ref }) => !known.has(ref));
      return { ...now, shown: [...(now.shown ?? []), ...news], next: it.list.next, more: 'no' };
    }
  }
};
