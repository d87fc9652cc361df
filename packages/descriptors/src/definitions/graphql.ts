import { GraphQLError, Kind, parse } from 'graphql';
import type { Description, File } from '../description.ts';
import { type Draft, put } from '../draft.ts';
import { refOf } from '../ref.ts';
import { repositoryAt } from '../repository.ts';
import { slugOf } from '../slug.ts';
import { carried, type DefinitionReading, described, nameByPlace, refused } from './definition.ts';

/** A schema of this many tokens is a megabyte; what is larger is generated, or meant to keep a reader busy. */
const maxTokens = 200_000;

/**
 * A GraphQL schema; null where the file is a part of one, or a query that clients send: an API is where one can enter, a
 * `schema` or a type called Query.
 */
export const readGraphql = (file: File, within: string, repository?: string): DefinitionReading | null => {
  try {
    const { definitions } = parse(file.text, { maxTokens, noLocation: true });
    const schema = definitions.find(({ kind }) => kind === Kind.SCHEMA_DEFINITION);
    const query = definitions.find(
      (one) => one.kind === Kind.OBJECT_TYPE_DEFINITION && one.name.value === 'Query',
    );
    const entry = schema ?? query;
    if (entry === undefined) return null;
    const name = slugOf(`${nameByPlace(file, within)}-graphql`);
    const says: Draft = { type: 'graphql' };
    const text = 'description' in entry ? entry.description?.value : undefined;
    put(says, 'description', described(text));
    put(says, 'repository', repository === undefined ? undefined : repositoryAt(repository, file.path));
    const { definition, warnings } = carried(file);
    put(says, 'definition', definition);
    const description: Description = {
      entity: refOf('api', name),
      name,
      by: 'definition',
      place: file.path,
      line: 1,
      says,
    };
    return { descriptions: [description], faults: [], warnings };
  } catch (error) {
    // The parser calls itself for each bracket within a bracket, until the stack is used up.
    if (error instanceof RangeError)
      return refused(file, { line: 1, column: 1 }, 'It is nested too deep.', 'Write it flatter.', 'bomb');
    if (!(error instanceof GraphQLError)) throw error;
    const [where] = error.locations ?? [];
    return refused(
      file,
      where ?? { line: 1, column: 1 },
      `This is no GraphQL: ${error.message.split('\n', 1)[0]}`,
      'Mend the line; `graphql` would refuse the schema too.',
    );
  }
};
