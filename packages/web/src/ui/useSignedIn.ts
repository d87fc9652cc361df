import { useEffect } from 'react';
import { go, signInThen } from './place.ts';
import type { Trouble } from './trouble.ts';

/** To the sign-in, from where one comes back to this address; whoever stands at a door already stays there. */
export const askToSignIn = (): void => {
  const { pathname, search } = location;
  if (pathname !== '/sign-in' && pathname !== '/welcome') go(signInThen(pathname + search), 'replace');
};

/** Who is not signed in goes to the sign-in, and comes back to where they were. */
export const useSignedIn = (...troubles: readonly (Trouble | null)[]): void => {
  const out = troubles.some((trouble) => trouble?.is === 'signed out');
  useEffect(() => {
    if (out) askToSignIn();
  }, [out]);
};
