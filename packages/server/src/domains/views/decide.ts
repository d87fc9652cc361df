import type { Decider } from '@nightjar/kernel/decide';
import { refusals } from '@nightjar/kernel/refusal';
import { keyOfName, type SavedView, type ViewFact } from './events.ts';

export const refuse = refusals({
  'views.unknown': {
    kind: 'missing',
    says: 'There is no view with this name.',
    next: 'List them: `nightjar views`.',
  },
  'views.name': {
    kind: 'invalid',
    says: 'A view has a name of 1 to 80 characters, in one line.',
    next: 'Name it by what it shows: Production, failed.',
  },
  'views.query': {
    kind: 'invalid',
    says: 'The filter of a view has at most 4,000 characters.',
    next: 'Shorten it.',
  },
  'views.taken': {
    kind: 'conflict',
    says: 'A view of this name is there already, and shows something else.',
    next: 'Choose another name, or replace that one: `replace` in the body, `--replace` on the command line.',
  },
  'views.not-yours': {
    kind: 'forbidden',
    says: 'This view is shared, and somebody else has saved it.',
    next: 'Save yours under another name, or ask them or an admin.',
  },
  'views.too-many': {
    kind: 'conflict',
    says: 'A list holds at most 200 views.',
    next: 'Remove one that nobody looks at any more.',
  },
});

const mostViews = 200;
const longestName = 80;
const longestQuery = 4_000;

type Kept = SavedView & { readonly by: string };
export type Views = ReadonlyMap<string, Kept>;

export const viewsDecider: Decider<Views, ViewFact> = {
  initial: new Map(),
  evolve: (views, { type, data }) => {
    const after = new Map(views);
    if (type === 'ViewRemoved') after.delete(keyOfName(data.name));
    else after.set(keyOfName(data.name), data);
    return after;
  },
};

/** Who decides: an admin may change what others share. */
export type Who = { readonly subject: string; readonly name: string | null; readonly admin: boolean };

/** The name as it is shown, or a refusal of what is none. */
export const named = (name: string): string => {
  const shown = name.normalize('NFC').trim().replace(/ +/g, ' ');
  const length = [...shown].length;
  if (length === 0) throw refuse('views.name', { detail: 'It has no name.', pointer: '/name' });
  if (length > longestName)
    throw refuse('views.name', { detail: `The name has ${length} characters.`, pointer: '/name' });
  if (/\p{Cc}|\p{Cs}/u.test(shown))
    throw refuse('views.name', { detail: 'The name has characters that cannot be seen.', pointer: '/name' });
  return shown;
};

/** The filter as it is kept, or a refusal of what is too long for one. Whether it can be read the screen knows that it is of. */
export const queried = (query: string): string => {
  const kept = query.trim();
  if (kept.length > longestQuery)
    throw refuse('views.query', { detail: `It has ${kept.length} characters.`, pointer: '/query' });
  return kept;
};

const mayChange = (kept: Kept, { subject, admin }: Who): void => {
  if (kept.by !== subject && !admin)
    throw refuse('views.not-yours', { detail: `${kept.name} is somebody else's.` });
};

const same = (a: SavedView, b: SavedView): boolean =>
  a.name === b.name && a.query === b.query && a.screen === b.screen && a.all === b.all;

type Saving = { readonly list: string; readonly replace: boolean };

/** Name and filter were read before: only what this list makes of it is decided here. */
export const saveView =
  (view: SavedView, who: Who, { list, replace }: Saving) =>
  (views: Views): ViewFact[] => {
    const kept = views.get(keyOfName(view.name));
    if (kept !== undefined) {
      if (same(kept, view)) return [];
      mayChange(kept, who);
      if (!replace)
        throw refuse('views.taken', { detail: `${kept.name} is there already.`, pointer: '/name' });
    } else if (views.size >= mostViews)
      throw refuse('views.too-many', { detail: `There are ${views.size}.` });
    return [{ type: 'ViewSaved', data: { ...view, list, by: who.subject, byName: who.name } }];
  };

export const removeView =
  (name: string, who: Who, list: string) =>
  (views: Views): ViewFact[] => {
    const kept = views.get(keyOfName(name));
    if (kept === undefined) throw refuse('views.unknown', { detail: `There is no ${name}.` });
    mayChange(kept, who);
    return [{ type: 'ViewRemoved', data: { name: kept.name, list } }];
  };
