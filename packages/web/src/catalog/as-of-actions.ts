import type { Action } from '../actions/action.ts';

type Hands = { readonly past: boolean; readonly onPick: () => void; readonly onNow: () => void };

/** Looking at another instant. */
export const asOfActions = ({ past, onPick, onNow }: Hands): readonly Action[] => [
  {
    name: 'as-of',
    label: 'Look at it as of another time…',
    group: 'Here',
    shortcut: 'a',
    keywords: 'past history instant date time travel',
    run: () => {
      onPick();
      return true;
    },
  },
  {
    name: 'as-of.now',
    label: 'Look at it as of now',
    group: 'Here',
    keywords: 'present today',
    when: () => past,
    run: () => {
      onNow();
      return true;
    },
  },
];
