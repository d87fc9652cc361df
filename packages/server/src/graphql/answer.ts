import { type ExecutionResult, execute, getVariableValues, type OperationDefinitionNode } from 'graphql';
import type { Asking } from './asking.ts';
import type { Graph } from './compose.ts';
import { allowed, costOf } from './cost.ts';
import type { Prepared } from './documents.ts';
import { refuse } from './refusals.ts';

/** What is asked, as it came. */
export type Asked = {
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
};

const operationIn = ({ operations }: Prepared, name: string | null): OperationDefinitionNode => {
  const found = name === null ? operations : operations.filter((it) => it.name?.value === name);
  const [first, second] = found;
  if (first === undefined)
    throw refuse('graphql.request', {
      detail:
        name === null
          ? 'The document holds no operation.'
          : `The document has no operation ${JSON.stringify(name.slice(0, 100))}.`,
    });
  if (second !== undefined)
    throw refuse('graphql.request', {
      detail: 'The document has several operations; name one in `operationName`.',
    });
  return first;
};

const number = (value: number): string => Math.round(value).toLocaleString('en');

/** The variables as the document declares them. Refuses with `graphql.variables`. */
const coerced = (graph: Graph, operation: OperationDefinitionNode, variables: Asked['variables']) => {
  const values = getVariableValues(graph.schema, operation.variableDefinitions ?? [], variables, {
    maxErrors: 5,
  });
  if (values.errors !== undefined)
    throw refuse('graphql.variables', { detail: values.errors.map(({ message }) => message).join(' ') });
  return values.variableValues.coerced;
};

const affordable = (
  graph: Graph,
  prepared: Prepared,
  operation: OperationDefinitionNode,
  variables: Asked['variables'],
): void => {
  const cost = costOf({ schema: graph.schema, operation, fragments: prepared.fragments, variables });
  if (cost.total <= allowed) return;
  const dear = cost.dearest();
  throw refuse('graphql.too-dear', {
    detail: `It could read ${number(cost.total)} rows; ${number(allowed)} are allowed. The dearest is ${dear.path}, with ${number(dear.cost)}.`,
  });
};

/**
 * Answers one operation of a prepared document. Refuses before anything is read where it costs too much.
 */
export const answer = async (
  graph: Graph,
  prepared: Prepared,
  asked: Asked,
  asking: Asking,
): Promise<ExecutionResult> => {
  const operation = operationIn(prepared, asked.operationName);
  const variables = coerced(graph, operation, asked.variables);
  affordable(graph, prepared, operation, variables);
  return execute({
    schema: graph.schema,
    document: prepared.document,
    contextValue: asking,
    variableValues: asked.variables,
    operationName: asked.operationName,
  });
};
