import { execFile } from 'node:child_process';
import type { Commit } from '@nightjar/descriptors/checkout/committers';

/** A work tree, as git knows it. */
export type WorkTree = {
  readonly root: string;
  /** `github.com/acme/shop`; null without a remote called origin. */
  readonly name: string | null;
  readonly shallow: boolean;
};

const patienceMs = 60_000;
const longestAnswer = 256 * 1024 * 1024;
/** The last ninety days of a busy repository; the rest of the history says nothing about today. */
const mostCommits = 20_000;

type Answer =
  | { readonly is: 'said'; readonly text: string }
  | { readonly is: 'silent'; readonly why: string };

/** Never asks for a password, takes no lock, and runs nothing that the repository's settings name. */
const git = (cwd: string, ...args: string[]): Promise<Answer> =>
  new Promise((resolve) => {
    const safe = [
      '-c',
      'core.fsmonitor=false',
      '-c',
      'log.showSignature=false',
      '-c',
      'core.quotePath=false',
    ];
    const options = { cwd, timeout: patienceMs, maxBuffer: longestAnswer };
    execFile('git', ['--no-optional-locks', ...safe, ...args], options, (error, out) => {
      if (error === null) return resolve({ is: 'said', text: out });
      const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
      resolve({ is: 'silent', why: missing ? 'git is not installed' : 'git could not read it' });
    });
  });

/** `git@github.com:acme/shop.git`, `https://me:token@github.com/acme/shop` → `github.com/acme/shop`. */
export const nameOfRemote = (remote: string): string | null => {
  const scp = /^(?:[^@\s/]+@)?([\w.-]+):(?!\/)([^\s]+)$/.exec(remote);
  const url = scp === null ? URL.parse(remote) : null;
  if (url !== null && !/^(?:https?|ssh|git):$/.test(url.protocol)) return null;
  const [host, path] = scp === null ? [url?.hostname, url?.pathname] : [scp[1], scp[2]];
  if (host === undefined || host === '' || path === undefined) return null;
  return `${host.toLowerCase()}/${path.replace(/^\/+|\/+$/g, '').replace(/\.git$/, '')}`;
};

/** The work tree that a folder is in; null with the reason where there is none. */
export const workTreeAt = async (folder: string): Promise<WorkTree | { readonly not: string }> => {
  const top = await git(folder, 'rev-parse', '--show-toplevel');
  if (top.is === 'silent')
    return { not: top.why === 'git could not read it' ? 'it is no git work tree' : top.why };
  const root = top.text.trim();
  const [remote, shallow] = await Promise.all([
    git(root, 'config', '--get', 'remote.origin.url'),
    git(root, 'rev-parse', '--is-shallow-repository'),
  ]);
  return {
    root,
    name: remote.is === 'said' ? nameOfRemote(remote.text.trim()) : null,
    shallow: shallow.is === 'said' && shallow.text.trim() === 'true',
  };
};

/** The commits of the last ninety days, merges left out, people by .mailmap; a sentence where they cannot be had. */
export const commitsOf = async ({
  root,
  shallow,
}: WorkTree): Promise<readonly Commit[] | { readonly not: string }> => {
  if (shallow) return { not: 'the checkout is shallow (fetch-depth: 0 brings its history)' };
  const format = '--format=%x1e%aN%x1f%aE%x1f';
  const log = await git(
    root,
    'log',
    '-z',
    '--no-merges',
    '--since=90.days',
    `-n${mostCommits}`,
    '--name-only',
    format,
  );
  if (log.is === 'silent') return { not: log.why };
  return log.text.split('\u001e').flatMap((commit): Commit[] => {
    const [name, email, paths] = commit.split('\u001f');
    if (name === undefined || email === undefined || paths === undefined) return [];
    return [{ name, email, paths: paths.split(/[\0\n]/).filter((path) => path !== '') }];
  });
};
