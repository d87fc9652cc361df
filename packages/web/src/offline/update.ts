import { useSyncExternalStore } from 'react';

let updated = false;
const listeners = new Set<() => void>();

/** The pages on the screen are of a build that is no longer the server's. */
export const noteUpdate = (): void => {
  updated = true;
  for (const tell of listeners) tell();
};

const listen = (tell: () => void): (() => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};

export const useUpdated = (): boolean => useSyncExternalStore(listen, () => updated);
