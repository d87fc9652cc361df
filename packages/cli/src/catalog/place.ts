import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { isAside, isPassedBy } from '@nightjar/descriptors/checkout/wanted';
import type { Environment } from '../environment.ts';
import { exit, Failure } from '../failure.ts';
import { type WorkTree, workTreeAt } from './git.ts';

/** What is looked at together: a work tree, or a folder; and which parts of it were asked for. */
export type Place = {
  readonly root: string;
  readonly origin: string;
  readonly repository: string | undefined;
  /** Absolute, within root. */
  readonly folders: readonly string[];
  /** Files that were named one by one, from root. */
  readonly named: readonly string[];
  /** All of it is looked at: what it said before and does not say now has gone. */
  readonly whole: boolean;
  readonly tree: WorkTree | null;
  /** Why nobody is known to have worked on it. */
  readonly treeless: string | null;
};

export type PlaceFlags = { readonly origin?: string; readonly repository?: string };

type At = Pick<Environment, 'cwd' | 'variables'>;

type Asked = {
  readonly absolute: string;
  readonly isFolder: boolean;
  readonly root: string;
  readonly tree: WorkTree | { not: string };
};

const within = (root: string, path: string): string => relative(root, path).split(sep).join('/');

const asked = async ({ cwd, variables }: At, path: string): Promise<Asked> => {
  const given = resolve(cwd, path);
  const seen = await stat(given).catch(() => null);
  if (seen === null || !(seen.isDirectory() || seen.isFile()))
    throw new Failure(exit.usage, `There is no file or folder ${path}.`, 'Give the folder of a checkout.');
  const folder = await realpath(seen.isDirectory() ? given : dirname(given));
  const absolute = seen.isDirectory() ? folder : join(folder, basename(given));
  const tree = await workTreeAt(folder, variables);
  const inside = 'not' in tree ? '' : `${within(tree.root, folder)}/`;
  // Examples and fixtures of a repository are no services of it, and what is built is not looked through with the rest: who
  // asks for them by name looks at nothing else.
  if (!('not' in tree) && (isAside(inside) || isPassedBy(inside))) {
    const name = tree.name === null ? null : `${tree.name}/${within(tree.root, folder)}`;
    return { absolute, isFolder: seen.isDirectory(), root: folder, tree: { ...tree, root: folder, name } };
  }
  return { absolute, isFolder: seen.isDirectory(), root: 'not' in tree ? folder : tree.root, tree };
};

/** Paths of one work tree are one place, whose name is its remote's; a folder without git is a place of its own. */
export const placesAt = async (at: At, paths: readonly string[], flags: PlaceFlags): Promise<Place[]> => {
  const all: Asked[] = [];
  for (const path of paths) all.push(await asked(at, path));
  const byRoot = Map.groupBy(all, ({ root }) => root);
  if (byRoot.size > 1 && (flags.origin !== undefined || flags.repository !== undefined))
    throw new Failure(
      exit.usage,
      'One --origin or --repository cannot name several checkouts.',
      'Run it once for each.',
    );
  return [...byRoot].map(([root, parts]): Place => {
    const [first] = parts;
    const tree = first === undefined || 'not' in first.tree ? null : first.tree;
    const name = tree?.name ?? null;
    return {
      root,
      origin: flags.origin ?? name ?? `folder ${root}`,
      repository: flags.repository ?? (name === null ? undefined : `https://${name}`),
      folders: parts.filter(({ isFolder }) => isFolder).map(({ absolute }) => absolute),
      named: parts
        .filter(({ isFolder }) => !isFolder)
        .map(({ absolute }) => within(root, absolute) || basename(absolute)),
      whole: parts.some(({ absolute, isFolder }) => isFolder && relative(root, absolute) === ''),
      tree,
      treeless: first !== undefined && 'not' in first.tree ? first.tree.not : null,
    };
  });
};
