import { execFile } from 'node:child_process';
import { lstat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Commit } from '@nightjar/descriptors/checkout/committers';

/** A work tree, as git knows it. */
export type WorkTree = {
  readonly root: string;
  /** `github.com/acme/shop`; null without a remote called origin. */
  readonly name: string | null;
  readonly shallow: boolean;
  readonly ask: Ask;
};

/** The variables that git is started with, as far as it may have them. */
type Variables = Readonly<Record<string, string | undefined>>;
type Ask = (cwd: string, ...args: string[]) => Promise<Answer>;

const patienceMs = 60_000;
const longestAnswer = 256 * 1024 * 1024;
/** The last ninety days of a busy repository; the rest of the history says nothing about today. */
const mostCommits = 20_000;

type Answer =
  | { readonly is: 'said'; readonly text: string }
  | { readonly is: 'silent'; readonly why: string };

/**
 * Settings of the checkout that would run a program, out of play. Which of git's commands runs which (git-config(1),
 * gitattributes(5)): core.fsmonitor is asked by whatever reads the index; log.showSignature starts gpg.program; core.hooksPath
 * is where hooks lie; a folder that looks like a bare repository brings settings of its own (safe.bareRepository).
 */
const settings = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.sshCommand=false',
  'credential.helper=',
  'log.showSignature=false',
  'mailmap.file=',
  'protocol.allow=never',
  'safe.bareRepository=explicit',
  'core.quotePath=false',
].flatMap((setting) => ['-c', setting]);

/**
 * What is asked here needs no network, and the way to the network is where a checkout names the most programs (core.sshCommand,
 * core.gitProxy, remote.*.vcs, remote.*.uploadpack): a partial clone fetches what it lacks in the middle of `git log`. Git from
 * 2.45 on can be told not to; in every version since 2.3 GIT_ALLOW_PROTOCOL refuses all of them, and unlike protocol.allow it
 * cannot be overruled by protocol.ssh.allow in the checkout.
 */
const offline = {
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: 'false',
  SSH_ASKPASS: 'false',
  LC_ALL: 'C',
};

/** Where another repository would be asked, or another program be run: as set within a hook of git. */
const elsewhere = /^GIT_(?!CONFIG|EXEC_PATH|CEILING|DISCOVERY)/;

/**
 * Runs no program that the checkout's settings name, reaches no network, asks for no password and takes no lock. What the
 * machine's and the person's own settings say holds: safe.directory stands there, without which git reads nothing of others.
 */
const gitWith =
  (variables: Variables): Ask =>
  (cwd, ...args) =>
    new Promise((resolve) => {
      const own = Object.fromEntries(Object.entries(variables).filter(([name]) => !elsewhere.test(name)));
      const options = { cwd, env: { ...own, ...offline }, timeout: patienceMs, maxBuffer: longestAnswer };
      execFile('git', ['--no-optional-locks', '--no-pager', ...settings, ...args], options, (error, out) => {
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
  return `${host.toLowerCase()}/${path.replace(/^\/+|(?<!\/)\/+$/g, '').replace(/\.git$/, '')}`;
};

/** The nearest folder with a .git in it. Git itself would be asked, but answers with whatever core.worktree says: `/`, say. */
const topOf = async (folder: string): Promise<string | null> => {
  for (let at = folder; ; at = dirname(at)) {
    if ((await lstat(join(at, '.git')).catch(() => null)) !== null) return at;
    if (at === dirname(at)) return null;
  }
};

/** The work tree that a folder is in; the reason where there is none. */
export const workTreeAt = async (
  folder: string,
  variables: Variables,
): Promise<WorkTree | { readonly not: string }> => {
  const root = await topOf(folder);
  if (root === null) return { not: 'it is no git work tree' };
  const ask = gitWith(variables);
  const [shallow, remote] = await Promise.all([
    ask(root, 'rev-parse', '--is-shallow-repository'),
    ask(root, 'config', '--get', 'remote.origin.url'),
  ]);
  if (shallow.is === 'silent') return { not: shallow.why };
  return {
    root,
    name: remote.is === 'said' ? nameOfRemote(remote.text.trim()) : null,
    shallow: shallow.text.trim() === 'true',
    ask,
  };
};

/** What `git log` is asked: the names of files alone, for which neither a diff nor the content of a file is needed. */
const question = [
  'log',
  '-z',
  '--no-merges',
  '--since=90.days',
  `-n${mostCommits}`,
  '--name-only',
  '--relative',
  '--no-renames',
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '--format=%x1e%aN%x1f%aE%x1f',
];

/** The commits of the last ninety days, merges left out, people by .mailmap; a sentence where they cannot be had. */
export const commitsOf = async ({
  root,
  shallow,
  ask,
}: WorkTree): Promise<readonly Commit[] | { readonly not: string }> => {
  if (shallow) return { not: 'the checkout is shallow (fetch-depth: 0 brings its history)' };
  const log = await ask(root, ...question);
  if (log.is === 'silent') return { not: `${log.why}; a partial clone lacks what this takes` };
  return log.text.split('\u001e').flatMap((commit): Commit[] => {
    const [name, email, paths] = commit.split('\u001f');
    if (name === undefined || email === undefined || paths === undefined) return [];
    return [{ name, email, paths: paths.split(/[\0\n]/).filter((path) => path !== '') }];
  });
};
