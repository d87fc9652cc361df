import type { File } from '../description.ts';
import { type DefinitionReading, refused } from './definition.ts';
import { readGraphql } from './graphql.ts';
import { readOpenOrAsync } from './open-and-async.ts';
import { readProtobuf } from './protobuf.ts';

/** Files that may define an API: by their name, since every YAML might. */
export const maybeDefinition = (path: string): boolean =>
  /\.(?:proto|graphqls?|gql)$/i.test(path) ||
  /(?:^|[/._-])(?:openapi|swagger|asyncapi)[\w.-]*\.(?:ya?ml|json)$/i.test(path);

export type DefinitionOrigin = {
  /** Names the repository or folder: what a definition without a name of its own is called by. */
  readonly origin: string;
  /** The repository's web address. */
  readonly repository?: string;
};

const maxLength = 5_000_000;

/**
 * Reads the definition of an API, an API each; null where the file is none after all. What is broken is refused with its
 * line; nothing is fetched that a definition refers to.
 */
export const readDefinition = (
  file: File,
  { origin, repository }: DefinitionOrigin,
): DefinitionReading | null => {
  if (file.text.length > maxLength)
    return refused(
      file,
      { line: 1, column: 1 },
      'The definition is larger than 5 MB.',
      'Split it.',
      'too-large',
    );
  if (/\.proto$/i.test(file.path)) return readProtobuf(file, repository);
  if (/\.(?:graphqls?|gql)$/i.test(file.path)) return readGraphql(file, origin, repository);
  return readOpenOrAsync(file, repository);
};
