import type { Action } from '../actions/action.ts';

/** Looking at what one looks at again and again. */
export const viewActions = (hands: {
  readonly onSave: () => void;
  readonly onList: () => void;
}): readonly Action[] => [
  {
    name: 'views.save',
    label: 'Save this view…',
    group: 'Here',
    shortcut: 's',
    keywords: 'star bookmark favourite filter name',
    run: () => {
      hands.onSave();
      return true;
    },
  },
  {
    name: 'views.list',
    label: 'Saved views',
    group: 'Here',
    shortcut: 'shift+v',
    keywords: 'star bookmarks favourites',
    run: () => {
      hands.onList();
      return true;
    },
  },
];
