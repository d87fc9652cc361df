import type { Line } from './line.ts';
import type { Done, Whoami } from './wire.ts';

/** A person's sign-in, held in a cookie that the page's scripts cannot read. */
export type Session = {
  readonly signIn: (who: { readonly name: string; readonly password: string }) => Promise<Done>;
  /** With the code of an invitation, or of the link that the server printed at its first start. Signs in. */
  readonly join: (who: {
    readonly code: string;
    readonly name: string;
    readonly password: string;
  }) => Promise<Done>;
  readonly signOut: () => Promise<void>;
};

const path = '/api/v1/session';

export const sessionOver = (line: Line): Session => ({
  signIn: (body) => line.json<Done>({ method: 'POST', path, body }, ['position']),
  join: (body) => line.json<Done>({ method: 'POST', path: '/api/v1/people', body }, ['position']),
  signOut: () => line.done({ method: 'DELETE', path, repeatable: true }),
});

export const whoamiOver = (line: Line) => (): Promise<Whoami> =>
  line.json<Whoami>({ path }, ['caller', 'firstRun']);
