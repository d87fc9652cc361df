import { useSyncExternalStore } from 'react';

/** One clock for all ages on the page; it stands still while the page is hidden and is right at once when it is seen again. */
const everyMs = 5_000;
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

const tick = (): void => {
  if (document.hidden) return;
  now = Date.now();
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

/** Milliseconds since the epoch, renewed every five seconds. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);
