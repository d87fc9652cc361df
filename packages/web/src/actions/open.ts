import { store } from '../ui/store.ts';

/** What lies over the page; one thing at a time. */
export type Over = 'nothing' | 'palette' | 'keys' | 'save view';

const over = store<Over>('nothing');

/** What was typed for the palette before it had come: null where it is not on its way. */
let ahead: string | null = null;

export const show = (it: Over): void => {
  ahead = it === 'palette' ? '' : null;
  over.set(it);
};

export const useOver = over.use;

/** Shows it, or takes it away where it is shown. */
export const toggle = (it: Over): void => show(over.now() === it ? 'nothing' : it);

/**
 * The palette comes when it is first asked for, and who knows its key types on at once: those letters are its, and no keys of the
 * page. Answers whether the key was taken.
 */
export const typeAhead = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean => {
  if (ahead === null || ctrlKey || metaKey || altKey) return false;
  if (key === 'Escape') show('nothing');
  else if (key === 'Backspace') ahead = ahead.slice(0, -1);
  else if (key.length === 1) ahead += key;
  return true;
};

/** It is there now, and hears by itself: answers what was typed until then. */
export const arrived = (): string => {
  const typed = ahead ?? '';
  ahead = null;
  return typed;
};
