import { store } from '../ui/store.ts';

/** What lies over the page; one thing at a time. */
export type Over = 'nothing' | 'palette' | 'keys' | 'save view';

const over = store<Over>('nothing');

export const show = over.set;
export const useOver = over.use;

/** Shows it, or takes it away where it is shown. */
export const toggle = (it: Over): void => show(over.now() === it ? 'nothing' : it);
