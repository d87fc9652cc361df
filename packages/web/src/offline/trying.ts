import { backoffMs } from '@nightjar/sdk/backoff';
import { nightjar } from '../nightjar.ts';
import { reachNow, whenOther } from './reached.ts';

/** Between two attempts at most: who waits for Nightjar looks at this page. */
const longestMs = 20_000;
const shortestMs = 1_000;
/** Reached for so long, the next loss begins with short waits again. */
const settledMs = 30_000;

let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let settling: ReturnType<typeof setTimeout> | undefined;

/** Asks who is signed in: the smallest question, which no worker answers. What is heard of it is noticed by itself. */
const ask = async (): Promise<void> => {
  clearTimeout(timer);
  timer = undefined;
  await nightjar.whoami().catch(() => {});
  tryUntilBack();
};

/**
 * Goes on asking, each time a little later and never all pages at once, for as long as the server is away. To be called
 * whenever how things stand becomes another.
 */
const tryUntilBack = (): void => {
  clearTimeout(settling);
  if (reachNow().is === 'reached') {
    clearTimeout(timer);
    timer = undefined;
    settling = setTimeout(() => {
      failures = 0;
    }, settledMs);
    return;
  }
  if (timer !== undefined) return;
  failures += 1;
  // The sdk has asked some times itself before it gave up.
  const wait = backoffMs(failures, Math.random(), { baseMs: 500, capMs: longestMs, atLeastMs: shortestMs });
  timer = setTimeout(() => void ask(), wait);
};

export const tryNow = (): void => void ask();

/** From now on; where the network is back, or the reader is, at once. */
export const tryFromNowOn = (): void => {
  whenOther(tryUntilBack);
  const likely = (): void => {
    if (!document.hidden && reachNow().is === 'away') tryNow();
  };
  addEventListener('online', likely);
  document.addEventListener('visibilitychange', likely);
};
