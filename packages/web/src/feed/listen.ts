import { keptAtOf } from '@nightjar/sdk/heard';
import type { Page, View } from '@nightjar/sdk/wire';
import { nightjar } from '../nightjar.ts';
import { handsAreBusy, whenStill } from '../ui/hands.ts';
import { foundAhead, nowThere } from '../ui/now.ts';
import { troubleFrom } from '../ui/trouble.ts';
import type { Happening } from './feed.ts';
import { firstPage } from './first-page.ts';
import { type Heard, positionOf } from './lines.ts';

/**
 * What is heard within so long is drawn together: in a calm feed at once, in a flood once a second, which is as fast as one reads,
 * and beside the lines while the reader's hands are at work…
 */
const gatherMs = { calm: 100, flood: 1_000 } as const;
/** …and a flood are more words a second than this. */
const flood = 8;
/** A line that leaves fades for so long (line.css). */
const fadeMs = 300;
/** Where the page does not come, one listens all the same: what is heard meanwhile is kept. */
const patienceMs = 3_000;

type Tell = (it: Happening) => void;

/** Asks for the newest page, tells it or why it does not come, and answers it. */
const read = async (
  q: string,
  view: View,
  tell: Tell,
  signal: AbortSignal,
): Promise<Page | 'refused' | null> => {
  try {
    const page = await firstPage(q, view, signal);
    tell({ is: 'answered', q, page, now: keptAtOf(page) ?? nowThere() });
    return page;
  } catch (error) {
    if (signal.aborted) return null;
    const trouble = troubleFrom(error);
    tell({ is: 'refused', trouble });
    return trouble.is === 'filter' || trouble.is === 'signed out' ? 'refused' : null;
  }
};

/** Words of the stream, told some at a time. */
export const gathering = (q: string, tell: Tell, signal: AbortSignal) => {
  let gathered: Heard[] = [];
  /** When what came within the last second came. */
  let lately: number[] = [];
  let waiting = false;
  let wait: number = gatherMs.calm;
  let aside = false;
  const flush = (): void => {
    if (signal.aborted) return;
    waiting = false;
    const now = performance.now();
    lately = lately.filter((at) => at > now - 1_000);
    const isFlood = lately.length > flood;
    aside = (aside || isFlood) && handsAreBusy();
    wait = aside || isFlood ? gatherMs.flood : gatherMs.calm;
    tell({ is: 'heard', q, heard: gathered, aside, now: nowThere() });
    gathered = [];
    // What stands aside is let in even if nothing comes after it.
    if (aside) gather();
  };
  const gather = (): void => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => whenStill(flush), wait);
  };
  // Nobody else would let in what waits.
  signal.addEventListener('abort', () => {
    if (aside) tell({ is: 'heard', q, heard: [], aside: false, now: nowThere() });
  });
  return {
    add: (heard: Heard): void => {
      gathered.push(heard);
      lately.push(performance.now());
      gather();
    },
    forget: (id: string): void => {
      gathered = gathered.filter(({ change }) => change.id !== id);
    },
    empty: (): void => {
      gathered = [];
    },
  };
};

type Asked = {
  readonly q: string;
  readonly view: View;
  /** Whether what happens from now on is heard. */
  readonly live: boolean;
};

/**
 * Reads the newest page and, unless it is the past that is looked at, listens from where it was read, so that nothing falls between the two, until the signal is
 * aborted. Whenever the line opens again the page is read again.
 */
export const listen = async ({ q, view, live }: Asked, tell: Tell, signal: AbortSignal): Promise<void> => {
  const reading = read(q, view, tell, signal);
  const late = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), patienceMs));
  const first = await Promise.race([reading, late]);
  if (first === 'refused' || !live || signal.aborted) return;
  let fresh = first !== null;
  const lastEventId = first === 'late' ? undefined : first?.follow;
  const heard = gathering(q, tell, signal);
  try {
    for await (const it of nightjar.changes.follow({ q, view, signal, lastEventId })) {
      if (it.is === 'open' && it.aheadMs !== null) foundAhead(it.aheadMs);
      const now = nowThere();
      switch (it.is) {
        case 'open':
          tell({ is: 'opened', now });
          if (!fresh) void read(q, view, tell, signal);
          fresh = false;
          break;
        case 'lost':
          tell({ is: 'lost', now });
          break;
        case 'change':
          heard.add({ change: it.change, position: positionOf(it.id) });
          break;
        case 'withdrawn':
          heard.forget(it.change);
          tell({ is: 'withdrawn', q, id: it.change });
          break;
        case 'left':
          heard.forget(it.change);
          tell({ is: 'left', q, left: { id: it.change, position: positionOf(it.id) } });
          setTimeout(() => tell({ is: 'faded' }), fadeMs);
          break;
        case 'reset':
          heard.empty();
          tell({ is: 'reset' });
          void read(q, view, tell, signal);
          break;
      }
    }
  } catch (error) {
    if (!signal.aborted) tell({ is: 'refused', trouble: troubleFrom(error) });
  }
};
