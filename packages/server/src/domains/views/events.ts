import type { Fact } from '@nightjar/kernel/fact';

/** What a view is of. */
export type ScreenOfView = 'feed' | 'catalog';

/** What somebody looks at again and again, under a name. */
export type SavedView = {
  readonly name: string;
  /** A filter, as packages/query reads it. */
  readonly query: string;
  readonly screen: ScreenOfView;
  /** Of the feed: every change one by one, and not told in short. */
  readonly all: boolean;
};

/** From now on the view stands in its list: in the one that all share, or in that of whoever saved it. */
type ViewSaved = Fact<
  'ViewSaved',
  SavedView & { readonly list: string; readonly by: string; readonly byName: string | null }
>;

type ViewRemoved = Fact<'ViewRemoved', { readonly name: string; readonly list: string }>;

export type ViewFact = ViewSaved | ViewRemoved;

/** The list that all of an organisation share. */
export const shared = 'shared';

/** A list of views is decided upon as a whole: names in it are distinct and their number has a bound. `list`: `shared`, or a subject. */
export const viewsStream = (list: string): string => `views:${list}`;

/** By which two names are the same: nobody tells views apart by case or by how many spaces there are. */
export const keyOfName = (name: string): string =>
  name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
