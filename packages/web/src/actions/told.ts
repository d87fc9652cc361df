import { store } from '../ui/store.ts';

/** So long a word about what was done stays. */
const staysMs = 2_500;

const told = store('');
let timer: ReturnType<typeof setTimeout> | undefined;

export const useTold = told.use;

/** Says for a moment what an action has done where the page does not show it. */
export const say = (text: string): void => {
  clearTimeout(timer);
  told.set(text);
  timer = setTimeout(() => told.set(''), staysMs);
};
