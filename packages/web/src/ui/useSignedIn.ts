import { useEffect } from 'react';
import { go, signInThen } from './place.ts';
import type { Trouble } from './trouble.ts';

/** Who is not signed in goes to the sign-in, and comes back to where they were. */
export const useSignedIn = (...troubles: readonly (Trouble | null)[]): void => {
  const out = troubles.some((trouble) => trouble?.is === 'signed out');
  useEffect(() => {
    if (out) go(signInThen(location.pathname + location.search), 'replace');
  }, [out]);
};
