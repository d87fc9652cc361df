import { knowWho } from '../access/whose-page.ts';
import { answers } from '../ui/answers.ts';
import { beginKeeping } from './keeping.ts';
import { whenBack } from './reached.ts';
import { tryFromNowOn } from './trying.ts';

/** What goes on beside the screens, once the first of them stands. */
export const begin = (): void => {
  tryFromNowOn();
  // What was missed is asked for at once, on whatever screen.
  whenBack(() => void answers.invalidateQueries());
  void knowWho().catch(() => {});
  void beginKeeping().catch(() => {}); // A browser that forbids it works as it did before.
};
