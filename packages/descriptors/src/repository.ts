import type { Says } from './description.ts';

type Repository = NonNullable<Says['repository']>;

/** `tree/main/services/pricing`, `-/blob/main/…` (GitLab), `src/main/…` (Bitbucket): the branch, and the path after it. */
const inTree = /^(.*?)\/(?:-\/)?(?:tree|blob|src|raw|edit)\/[^/]+(?:\/(.*))?$/;

const place = (url: string, path: string): Repository => {
  const clean = path.replace(/^\.?\//, '').replace(/(?<!\/)\/+$/, '');
  return clean === '' || clean === '.' ? { url } : { url, path: clean };
};

/** As people write it; as it is where a stray % makes that impossible. */
const decoded = (path: string): string => {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
};

/** A web address within a repository, taken apart: `https://github.com/acme/shop/tree/main/pricing` → that of `acme/shop`, and `pricing`. */
export const repositoryOf = (address: string): Repository | undefined => {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  const found = inTree.exec(url.pathname);
  // An address may carry a token before the @: the origin leaves it out.
  const root = `${url.origin}${(found?.[1] ?? url.pathname).replace(/(?<!\/)\/+$/, '').replace(/\.git$/, '')}`;
  return place(root, decoded(found?.[2] ?? ''));
};

/** The repository of a file at `path` in it: what it describes is where the file is. */
export const repositoryAt = (address: string, path: string): Repository | undefined => {
  const repository = repositoryOf(address);
  const slash = path.lastIndexOf('/');
  return repository === undefined ? undefined : place(repository.url, slash < 0 ? '' : path.slice(0, slash));
};
