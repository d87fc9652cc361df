import { stat } from 'node:fs/promises';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { isAside } from '@nightjar/descriptors/checkout/wanted';
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

type Asked = {
  readonly absolute: string;
  readonly isFolder: boolean;
  readonly root: string;
  readonly tree: WorkTree | { not: string };
};

const within = (root: string, path: string): string => relative(root, path).split(sep).join('/');

const asked = async (cwd: string, path: string): Promise<Asked> => {
  const absolute = resolve(cwd, path);
  const seen = await stat(absolute).catch(() => null);
  if (seen === null || !(seen.isDirectory() || seen.isFile()))
    throw new Failure(exit.usage, `There is no file or folder ${path}.`, 'Give the folder of a checkout.');
  const folder = seen.isDirectory() ? absolute : dirname(absolute);
  const tree = await workTreeAt(folder);
  // Examples and fixtures of a repository are no services of it; who asks for them by name looks at nothing else.
  if (!('not' in tree) && isAside(`${within(tree.root, folder)}/`)) {
    const name = tree.name === null ? null : `${tree.name}/${within(tree.root, folder)}`;
    return { absolute, isFolder: seen.isDirectory(), root: folder, tree: { ...tree, root: folder, name } };
  }
  return { absolute, isFolder: seen.isDirectory(), root: 'not' in tree ? folder : tree.root, tree };
};

/** Paths of one work tree are one place, whose name is its remote's; a folder without git is a place of its own. */
export const placesAt = async (
  cwd: string,
  paths: readonly string[],
  flags: PlaceFlags,
): Promise<Place[]> => {
  const all: Asked[] = [];
  for (const path of paths) all.push(await asked(cwd, path));
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
