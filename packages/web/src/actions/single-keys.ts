import { keep, kept } from '../ui/kept.ts';
import { store } from '../ui/store.ts';

const key = 'nightjar.single-keys';

const on = store(kept(key) !== 'off');

/** Whether keys without ⌘ or Ctrl do anything. They do, until somebody wants it otherwise. */
export const singleKeys = on.now;
export const useSingleKeys = on.use;

export const setSingleKeys = (to: boolean): void => {
  on.set(to);
  keep(key, to ? 'on' : 'off');
};
