import type { Says } from '../description.ts';
import type { Where } from '../reading.ts';
import { repositoryAt, repositoryOf } from '../repository.ts';

const hosts = [
  ['github.com/project-slug', 'https://github.com/'],
  ['gitlab.com/project-slug', 'https://gitlab.com/'],
  ['bitbucket.org/project-slug', 'https://bitbucket.org/'],
] as const;

/** Files that lie with the code they describe; one of another name may lie in a repository of descriptors. */
const withCode = /(?:^|\/)(?:catalog-info|effx)\.ya?ml$/;

/** Where the code is: as an annotation says, else where the descriptor is, if it lies with the code. */
export const repositorySaid = (
  annotations: Readonly<Record<string, string>>,
  kind: string,
  where: Where,
): Says['repository'] => {
  const source = annotations['backstage.io/source-location'];
  const located = source === undefined ? undefined : repositoryOf(source.trim().replace(/^url:/, ''));
  if (located !== undefined) return located;
  for (const [annotation, host] of hosts) {
    const slug = annotations[annotation]?.trim();
    if (slug) return repositoryOf(host + slug);
  }
  if (kind !== 'service' || where.repository === undefined || !withCode.test(where.path)) return undefined;
  return repositoryAt(where.repository, where.path);
};
