import type { Action } from './action.ts';

type Box = { readonly current: HTMLInputElement | null };

/** What the box of a screen can be done with by key: going into it, to the end of what stands in it. */
export const boxActions = (box: Box, what: string): readonly Action[] => [
  {
    name: 'box.focus',
    label: what,
    group: 'Here',
    shortcut: '/',
    keywords: 'search find query box narrow',
    when: () => box.current !== null,
    run: () => {
      const input = box.current;
      if (input === null) return false;
      input.focus();
      input.setSelectionRange(input.value.length, input.value.length);
      return true;
    },
  },
];
