import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Client, connect } from '@nightjar/sdk/connect';
import type { Environment } from './environment.ts';
import { exit, Failure } from './failure.ts';

const defaultUrl = 'http://127.0.0.1:4400';

/** What every command that talks to a server may be told. */
export type ConnectionFlags = { readonly url?: string; readonly token?: string; readonly json?: boolean };

export type Target = {
  readonly url: string;
  readonly token: string | undefined;
  /** Where the token came from: for `doctor`, and for the sentence when it is refused. */
  readonly tokenFrom: '--token' | 'NIGHTJAR_TOKEN' | 'data folder' | 'nowhere';
};

/** The server's folder: NIGHTJAR_DATA, else the first `.nightjar` with something in it from here upwards. */
export const dataFolder = (env: Environment): string | null => {
  if (env.data !== undefined) return resolve(env.cwd, env.data);
  for (let folder = env.cwd; ; folder = dirname(folder)) {
    const candidate = join(folder, '.nightjar');
    if (existsSync(candidate) && statSync(candidate).isDirectory()) return candidate;
    if (folder === dirname(folder)) return null;
  }
};

export const isLoopback = (url: URL): boolean =>
  url.hostname === 'localhost' || url.hostname === '[::1]' || /^127\./.test(url.hostname);

/** Listened on, it means all of the machine's; asked, nothing that holds everywhere. */
export const everyAddress = /^(?:0\.0\.0\.0|\[?::\]?)$/;

/** Where `nightjar start` with these settings listens; port 0 is any. */
const urlFrom = ({ host = '127.0.0.1', port = '4400' }: Environment): string => {
  const reached = everyAddress.test(host) ? '127.0.0.1' : host;
  return `http://${reached.includes(':') ? `[${reached}]` : reached}:${port === '0' ? 4400 : port}`;
};

/** Does the data folder's token belong there? Its own server says where it is; without one, this machine must do. */
const isHome = (url: URL, { running }: Environment): boolean => {
  if (running === null) return isLoopback(url);
  const home = new URL(running.url);
  return url.origin === home.origin || (isLoopback(url) && isLoopback(home) && url.port === home.port);
};

const localToken = (env: Environment): string | undefined => {
  const folder = dataFolder(env);
  if (folder === null) return undefined;
  try {
    return readFileSync(join(folder, 'token'), 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
};

/**
 * Which server, and with which token: the one named, else the one that runs on the data folder, else where it would.
 * The data folder's token is for its own server: it never goes to another machine, nor to another's port.
 */
export const target = (env: Environment, flags: ConnectionFlags): Target => {
  const url = flags.url ?? env.url ?? env.running?.url ?? urlFrom(env);
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol))
    throw new Failure(
      exit.usage,
      `${JSON.stringify(url)} is not an address.`,
      `Write it like ${defaultUrl}.`,
    );
  if (flags.token !== undefined) return { url, token: flags.token, tokenFrom: '--token' };
  if (env.token !== undefined) return { url, token: env.token, tokenFrom: 'NIGHTJAR_TOKEN' };
  const local = isHome(parsed, env) ? localToken(env) : undefined;
  return { url, token: local, tokenFrom: local === undefined ? 'nowhere' : 'data folder' };
};

export const clientFor = (env: Environment, flags: ConnectionFlags, retries?: number): Client => {
  const { url, token } = target(env, flags);
  return connect({ url, token, retries });
};
