import { maybeDefinition } from '../definitions/read-definition.ts';

/** Where CODEOWNERS may lie, the first that is there counts (docs.github.com, docs.gitlab.com). */
export const codeownersPlaces = [
  '.github/CODEOWNERS',
  'CODEOWNERS',
  'docs/CODEOWNERS',
  '.gitlab/CODEOWNERS',
] as const;

const isYaml = /\.ya?ml$/i;
export const isDescriptor = (path: string): boolean =>
  /(?:^|[/.])catalog-info(?:[.-][\w.-]+)?\.ya?ml$/i.test(path) ||
  /(?:^|\/)(?:[^/]+\.)?effx\.ya?ml$/i.test(path);
export const isCompose = (path: string): boolean =>
  /(?:^|\/)(?:docker-)?compose(?:\.[\w.-]+)?\.ya?ml$/i.test(path);
export const isEnvFile = (path: string): boolean => /(?:^|\/)(?:\.env|[\w.-]+\.env)$/.test(path);

/** What says by being there in which language a folder is written. */
const markers: Readonly<Record<string, string>> = {
  'go.mod': 'go',
  'package.json': 'javascript',
  'tsconfig.json': 'typescript',
  'requirements.txt': 'python',
  'pyproject.toml': 'python',
  Pipfile: 'python',
  'pom.xml': 'java',
  'build.gradle': 'java',
  'build.gradle.kts': 'kotlin',
  'build.sbt': 'scala',
  Gemfile: 'ruby',
  'composer.json': 'php',
  'mix.exs': 'elixir',
  'Cargo.toml': 'rust',
  'CMakeLists.txt': 'c++',
  'Package.swift': 'swift',
};

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The language that a file tells of; `go.mod` → go. */
export const languageOfMarker = (path: string): string | undefined => {
  const name = nameOf(path);
  if (/\.(?:cs|fs)proj$/.test(name)) return name.endsWith('.fsproj') ? 'f#' : 'c#';
  return Object.hasOwn(markers, name) ? markers[name] : undefined;
};

/** What lies here is not run: it is brought along, or shows and tests how things might be. */
const aside =
  /(?:^|\/)(?:node_modules|vendor|third_party|examples?|samples?|tests?|testdata|__tests__|fixtures|e2e|\.devcontainer|skeletons?)\//i;
export const isAside = (path: string): boolean => aside.test(path);

/** Folders that machines make or bring along, or keep for themselves. */
const passedBy =
  /(?:^|\/)(?:\.[gG][iI][tT]|node_modules|\.nightjar|dist|target|\.next|coverage|\.venv|venv|__pycache__|\.terraform|\.gradle|\.idea|\.cache)\//;
/** `dist/` and what lies under it. A folder is written with a `/` at its end. */
export const isPassedBy = (path: string): boolean => passedBy.test(path);

/** Files whose contents are for whoever runs the thing: env files, keys, and where tools keep passwords. */
const secretPlace =
  /(?:^|\/)(?:\.env[^/]*|[^/]+\.env|\.(?:npmrc|netrc|pypirc|pgpass|git-credentials)|id_[a-z0-9]+|[^/]+\.(?:pem|key|p12|pfx|jks))$/i;

/** May a descriptor have this file read, and sent as a part of itself? Whoever writes it may not be who sends it. */
export const mayBeNamed = (path: string): boolean => !isPassedBy(`${path}/`) && !secretPlace.test(path);

/** YAML that is known to be something else. */
const otherYaml =
  /(?:^|\/)(?:\.github|\.circleci|\.vscode|\.storybook|locales?|i18n)\/|(?:^|\/)(?:pnpm-lock|mkdocs|\.[\w.-]+|values[\w.-]*|Chart|kustomization|skaffold|dependabot|renovate|codecov)\.ya?ml$|(?:^|\/)Chart\.lock$/i;

/** Folders and names under which manifests are kept. */
const manifestPlace =
  /(?:^|[/_.-])(?:k8s|kube|kubernetes|manifests?|deploy|deploys|deployments?|kustomize|overlays?|base|release|releases|gitops|argocd|clusters?|infra)(?:[/_.-]|$)/i;

/** Could it hold manifests? Whoever has the files at hand looks into every YAML. */
export const maybeManifest = (path: string): boolean =>
  isYaml.test(path) && !isDescriptor(path) && !isCompose(path) && !otherYaml.test(path) && !isAside(path);

/** Files in which people say themselves what there is, and whose it is. */
export const isDeclared = (path: string): boolean =>
  isDescriptor(path) || maybeDefinition(path) || codeownersPlaces.some((place) => place === path);

/**
 * Which files of a repository are worth fetching one by one, by their path alone. Env files are among them for what compose
 * puts in its place; of manifests only those whose path says so.
 */
export const wanted = (path: string): boolean => {
  if (/(?:^|\/)node_modules\//.test(path)) return false;
  if (isDescriptor(path) || codeownersPlaces.some((place) => place === path)) return true;
  if (isAside(path)) return false;
  return (
    isCompose(path) ||
    nameOf(path) === '.env' ||
    maybeDefinition(path) ||
    languageOfMarker(path) !== undefined ||
    (maybeManifest(path) && manifestPlace.test(path))
  );
};

/** The same where reading costs little: every YAML, and every env file. */
export const wantedAtHand = (path: string): boolean =>
  wanted(path) || maybeManifest(path) || (isEnvFile(path) && !isAside(path));
