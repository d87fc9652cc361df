import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import { misspelt } from './offline/misspelt.ts';

/** What the command reads of its surroundings, once. The server's settings are a table of its own; these are the client's. */
export type Environment = {
  readonly url: string | undefined;
  readonly token: string | undefined;
  /** The server's folder on this machine: holds a token for whoever may read it. */
  readonly data: string | undefined;
  /** Where a server started with the same settings listens. */
  readonly host: string | undefined;
  readonly port: string | undefined;
  /** The server that runs on the data folder: where it listens, and where people are told that it is. */
  readonly running: { readonly url: string; readonly address: string } | null;
  readonly databaseUrl: string | undefined;
  readonly noColor: boolean;
  /** Where the client keeps what is its own: reports that wait to be sent. */
  readonly config: string;
  readonly cwd: string;
  /** All of them, for programs that are started. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Who runs it, for the change's actor. */
  readonly user: string | undefined;
  readonly inCi: boolean;
  /** A sentence for each variable that begins with NIGHTJAR_ and that nobody reads. */
  readonly misspelt: readonly string[];
  /** How whoever reads a hint runs this command: from a clone there is no `nightjar` on the path. */
  readonly nightjar: string;
};

const given = (value: string | undefined): string | undefined => (value === '' ? undefined : value);

/** A container may run as a number without a name. */
const account = (): string | undefined => {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
};

export const readEnvironment = (cwd: string, env = process.env): Environment => ({
  url: given(env['NIGHTJAR_URL']),
  token: given(env['NIGHTJAR_TOKEN']),
  data: given(env['NIGHTJAR_DATA']),
  host: given(env['NIGHTJAR_HOST']),
  port: given(env['NIGHTJAR_PORT']),
  running: null,
  databaseUrl: given(env['DATABASE_URL']),
  // Any value but the empty one: https://no-color.org
  noColor: given(env['NO_COLOR']) !== undefined || env['TERM'] === 'dumb',
  config: join(given(env['XDG_CONFIG_HOME']) ?? join(homedir(), '.config'), 'nightjar'),
  cwd,
  variables: env,
  user: given(env['GITHUB_ACTOR']) ?? given(env['GITLAB_USER_LOGIN']) ?? given(env['USER']) ?? account(),
  inCi: given(env['CI']) !== undefined,
  misspelt: misspelt(env),
  nightjar: env['npm_lifecycle_event'] === 'nightjar' ? 'npm run -s nightjar --' : 'nightjar',
});
