import { useSyncExternalStore } from 'react';

/** One clock for all ages on the page; it stands still while the page is hidden and is right at once when it is seen again. */
const everyMs = 5_000;
/** The server's clock is known to about a second: less than this is no difference. */
const leastAheadMs = 2_000;
let aheadMs = 0;
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

/** The time by the server's clock, in milliseconds since the epoch: the reader's may be wrong, and times of changes are the server's. */
export const nowThere = (): number => Date.now() - aheadMs;

const tick = (): void => {
  if (document.hidden) return;
  now = nowThere();
  for (const tell of listeners) tell();
};

const subscribe = (tell: () => void): (() => void) => {
  if (listeners.size === 0) {
    tick();
    timer = setInterval(tick, everyMs);
    document.addEventListener('visibilitychange', tick);
  }
  listeners.add(tell);
  return () => {
    listeners.delete(tell);
    if (listeners.size > 0) return;
    clearInterval(timer);
    document.removeEventListener('visibilitychange', tick);
  };
};

/** By how much the reader's clock was found to be ahead of the server's. */
export const foundAhead = (ms: number): void => {
  aheadMs = Math.abs(ms) < leastAheadMs ? 0 : ms;
  tick();
};

/** The time by the server's clock, in milliseconds since the epoch, renewed every five seconds. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);

/** By how many milliseconds the reader's clock is ahead of the server's; negative where it is behind. */
export const useAhead = (): number => useSyncExternalStore(subscribe, () => aheadMs);
