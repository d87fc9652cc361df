import type { Description, Says } from '@nightjar/descriptors/description';
import { refOf } from '@nightjar/descriptors/ref';
import type { Entry, Repository } from './code-host.ts';

/** A service that the repository's files declare. */
export type Declared = { readonly entity: string; readonly name: string };

/** What a repository holds whose contents are run somewhere, and not only used by others. */
const deployed =
  /(^|\/)(Dockerfile|Containerfile|Procfile|Chart\.yaml|docker-compose\.ya?ml|compose\.ya?ml|skaffold\.yaml|serverless\.ya?ml|fly\.toml|app\.yaml|kustomization\.ya?ml)$|(^|\/)Dockerfile\.[\w-]+$/;

/** A Dockerfile among examples or tests says nothing of the repository itself. */
const aside =
  /(^|\/)(examples?|samples?|tests?|testdata|fixtures|node_modules|vendor|third_party|\.devcontainer)\//;

export const deploysIn = (entries: readonly Entry[]): boolean =>
  entries.some(({ path }) => deployed.test(path) && !aside.test(path));

type From = { readonly vendor: string };

/** A repository of one service is that service's; of several, each has only its place in it. */
const saysOf = (repository: Repository, { vendor }: From, alone: boolean): Says => ({
  repository: { url: repository.url },
  ...(repository.archived ? { lifecycle: 'archived' } : {}),
  ...(alone
    ? {
        ...(repository.description === null ? {} : { description: repository.description }),
        ...(repository.language === null ? {} : { language: repository.language.toLowerCase() }),
        ...(repository.topics.length === 0
          ? {}
          : { tags: Object.fromEntries(repository.topics.map((topic) => [topic, ''])) }),
        joins: { [vendor]: repository.name },
      }
    : {}),
});

/**
 * What a repository's host says of the services in it. One that declares none is taken for a service of its own name only
 * where something in it is deployed, and that is a guess: of 3,000 repositories most are libraries, forks and sketches.
 */
export const describeRepository = (
  repository: Repository,
  from: From,
  declared: readonly Declared[],
  deploys: boolean,
): Description[] => {
  const name = repository.name.slice(repository.name.lastIndexOf('/') + 1);
  const guessed = declared.length === 0 && deploys && !repository.fork;
  const services: readonly Declared[] = guessed ? [{ entity: refOf('service', name), name }] : declared;
  return services.map((service) => ({
    ...service,
    by: 'repository',
    place: '',
    ...(guessed ? { confidence: 0.5 } : {}),
    says: saysOf(repository, from, services.length === 1),
  }));
};
