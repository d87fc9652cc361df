import type { Line } from './line.ts';
import type { Whoami } from './wire.ts';

/** A person's sign-in, held in a cookie the page's scripts cannot read. */
export type Session = {
  /** With a token, once: the cookie takes its place. */
  readonly start: (token: string) => Promise<Whoami>;
  readonly end: () => Promise<void>;
};

const path = '/api/v1/session';

export const sessionOver = (line: Line): Session => ({
  start: (token) => line.json<Whoami>({ method: 'POST', path, body: { token } }, ['subject']),
  end: () => line.done({ method: 'DELETE', path, repeatable: true }),
});

export const whoamiOver = (line: Line) => (): Promise<Whoami> =>
  line.json<Whoami>({ path: '/api/v1/whoami' }, ['subject']);
