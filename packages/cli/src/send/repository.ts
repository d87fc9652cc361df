import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** What the folder a command runs in says about what is being changed. */
export type Repository = { readonly service: string | null; readonly version: string | null };

/** A slow disk or a huge repository must not hold up the command that is waiting to run. */
const patienceMs = 500;

const git = (cwd: string, ...args: string[]): Promise<string | null> =>
  new Promise((resolve) => {
    execFile('git', args, { cwd, timeout: patienceMs }, (error, out) =>
      resolve(error ? null : out.trim() || null),
    );
  });

const packageName = async (folder: string): Promise<string | null> => {
  try {
    const { name } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { name?: unknown };
    return typeof name === 'string' && name !== '' ? name.replace(/^@[^/]+\//, '') : null;
  } catch {
    return null;
  }
};

/** The service is package.json's name, else the repository's folder; the version is `git describe`, else the commit. */
export const readRepository = async (cwd: string): Promise<Repository> => {
  const [root, version, here] = await Promise.all([
    git(cwd, 'rev-parse', '--show-toplevel'),
    git(cwd, 'describe', '--tags', '--always'),
    packageName(cwd),
  ]);
  const service = here ?? (root === null ? null : ((await packageName(root)) ?? basename(root)));
  return { service, version };
};
