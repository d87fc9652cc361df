import { useSyncExternalStore } from 'react';

/** A value that the whole page shares and that is told when it becomes another. */
export type Store<T> = {
  readonly now: () => T;
  readonly set: (to: T) => void;
  readonly use: () => T;
};

export const store = <T>(first: T): Store<T> => {
  let value = first;
  const listeners = new Set<() => void>();
  const now = (): T => value;
  const subscribe = (tell: () => void): (() => void) => {
    listeners.add(tell);
    return () => listeners.delete(tell);
  };
  return {
    now,
    set: (to) => {
      value = to;
      for (const tell of listeners) tell();
    },
    use: () => useSyncExternalStore(subscribe, now),
  };
};
