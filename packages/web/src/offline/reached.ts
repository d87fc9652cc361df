import { useSyncExternalStore } from 'react';
import { type Noticed, type Reach, reachAfter } from './reach.ts';

let reach: Reach = { is: 'reached' };
const listeners = new Set<() => void>();
const returns = new Set<() => void>();

const same = (a: Reach, b: Reach): boolean =>
  a.is === b.is && (a.is === 'reached' || (b.is === 'away' && a.why === b.why && a.from === b.from));

/** One word about the server more. */
export const notice = (it: Noticed): void => {
  const before = reach;
  reach = reachAfter(reach, it);
  if (same(before, reach)) return;
  for (const tell of listeners) tell();
  if (before.is === 'away' && reach.is === 'reached') for (const tell of returns) tell();
};

export const reachNow = (): Reach => reach;

/** Told whenever how things stand becomes another. */
export const whenOther = (tell: () => void): (() => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};

export const useReach = (): Reach => useSyncExternalStore(whenOther, reachNow);

/** Told whenever the server is there again: what is on the screen may have changed meanwhile. */
export const whenBack = (tell: () => void): (() => void) => {
  returns.add(tell);
  return () => returns.delete(tell);
};
