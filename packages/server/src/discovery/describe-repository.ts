import type { Description, Says } from '@nightjar/descriptors/description';
import { refOf } from '@nightjar/descriptors/ref';
import type { Entry, Repository } from './code-host.ts';

/** A service that the repository's files tell of, and what of its own they say by themselves. */
export type Declared = {
  readonly entity: string;
  readonly name: string;
  readonly language: boolean;
  readonly repository: boolean;
};

export const declaredIn = (descriptions: readonly Description[]): Declared[] => {
  const services = Map.groupBy(
    descriptions.filter(({ entity }) => entity.startsWith('service:')),
    ({ entity }) => entity,
  );
  return [...services].map(([entity, all]) => ({
    entity,
    name: all[0]?.name ?? entity,
    language: all.some(({ says }) => says.language !== undefined),
    repository: all.some(({ says }) => says.repository !== undefined),
  }));
};

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
const saysOf = (repository: Repository, { vendor }: From, service: Declared, alone: boolean): Says => ({
  // What its files say of it is said of the folder that it is in.
  ...(service.repository ? {} : { repository: { url: repository.url } }),
  ...(repository.archived ? { lifecycle: 'archived' } : {}),
  ...(alone
    ? {
        ...(repository.description === null ? {} : { description: repository.description }),
        ...(repository.language === null || service.language
          ? {}
          : { language: repository.language.toLowerCase() }),
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
  const itself: Declared = { entity: refOf('service', name), name, language: false, repository: false };
  const services = guessed ? [itself] : declared;
  return services.map((service) => ({
    entity: service.entity,
    name: service.name,
    by: 'repository',
    // Beside the folders, whose places are their paths.
    place: '(about)',
    ...(guessed ? { confidence: 0.5 } : {}),
    says: saysOf(repository, from, service, services.length === 1),
  }));
};
