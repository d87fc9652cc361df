import type { SavedView } from '@nightjar/sdk/wire';

/** What is looked at: all that a view saves of it. */
export type LookedAt = Pick<SavedView, 'query' | 'screen' | 'all'>;

/** Whether a view shows just what is looked at. */
export const isShown = (view: LookedAt, looked: LookedAt): boolean =>
  view.screen === looked.screen &&
  view.query === looked.query.trim() &&
  (view.screen === 'catalog' || view.all === looked.all);

/** In words, for who is about to save it. */
export const lookedAtInWords = ({ query, screen, all }: LookedAt): string => {
  const what =
    screen === 'catalog' ? 'the catalog' : all ? 'every change, one by one' : 'the feed, told in short';
  return query.trim() === '' ? `All of ${what}` : `In ${what}`;
};
