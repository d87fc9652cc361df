import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import type { Graph } from './compose.ts';
import { bound, limits } from './limits.ts';
import { refuse } from './refusals.ts';

/** A document that has been read, bounded and found to fit the schema. */
export type Prepared = {
  readonly document: DocumentNode;
  readonly operations: readonly OperationDefinitionNode[];
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
};

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const mostFaults = 5;

const place = ({ locations }: GraphQLError): string => {
  const [at] = locations ?? [];
  return at === undefined ? '' : ` (line ${at.line}, column ${at.column})`;
};

const read = (text: string): DocumentNode => {
  if (text.length > limits.characters)
    throw refuse('graphql.too-large', {
      detail: `The document has ${text.length} characters; ${limits.characters} are allowed.`,
    });
  try {
    return parse(text, { maxLexicalTokens: limits.tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (/token limit|tokens/i.test(error.message))
      throw refuse('graphql.too-large', {
        detail: `The document has more than ${limits.tokens} words and signs.`,
      });
    throw refuse('graphql.syntax', { detail: `${error.message}${place(error)}` });
  }
};

/** Reads a document and checks it. Refuses with `graphql.syntax`, `graphql.too-large`, `graphql.too-deep`, `graphql.invalid`. */
export const prepare = ({ schema }: Pick<Graph, 'schema'>, text: string): Prepared => {
  const document = read(text);
  bound(document);
  const operations: OperationDefinitionNode[] = [];
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const it of document.definitions) {
    if (it.kind === Kind.OPERATION_DEFINITION) operations.push(it);
    if (it.kind === Kind.FRAGMENT_DEFINITION) fragments.set(it.name.value, it);
  }
  const writing = operations.find(({ operation }) => operation !== 'query');
  if (writing !== undefined)
    throw refuse('graphql.only-read', { detail: `The document holds a ${writing.operation}.` });
  const faults = validate(schema, document, undefined, { maxErrors: mostFaults });
  if (faults.length > 0)
    throw refuse('graphql.invalid', { detail: faults.map((it) => `${it.message}${place(it)}`).join(' ') });
  return { document, operations, fragments };
};

/** Documents kept ready: their trees are ten times their text, so 200 of usual size are 5 MB. */
const mostKept = 200;

/** Prepares each document once while it is asked for; what was asked for longest ago is forgotten. */
export const preparing = (graph: Pick<Graph, 'schema'>): ((text: string) => Prepared) => {
  const kept = new Map<string, Prepared>();
  return (text) => {
    const hash = hashOf(text);
    const prepared = kept.get(hash) ?? prepare(graph, text);
    kept.delete(hash);
    kept.set(hash, prepared);
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
    return prepared;
  };
};
