import type { Line } from './line.ts';
import type { Whoami } from './wire.ts';

/** A person's sign-in, held in a cookie that the page's scripts cannot read. */
export type Session = {
  readonly signIn: (who: { readonly name: string; readonly password: string }) => Promise<void>;
  /** With the code of an invitation, or of the link that the server printed when it first started. */
  readonly join: (who: {
    readonly code: string;
    readonly name: string;
    readonly password: string;
  }) => Promise<void>;
  readonly signOut: () => Promise<void>;
};

const path = '/api/v1/session';

export const sessionOver = (line: Line): Session => ({
  signIn: (body) => line.done({ method: 'POST', path, body }),
  join: (body) => line.done({ method: 'POST', path: '/api/v1/join', body }),
  signOut: () => line.done({ method: 'DELETE', path, repeatable: true }),
});

export const whoamiOver = (line: Line) => (): Promise<Whoami> =>
  line.json<Whoami>({ path: '/api/v1/whoami' }, ['caller', 'firstRun']);
