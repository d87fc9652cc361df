import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Graph } from '@nightjar/server/graphql/compose';
import { persisted } from '@nightjar/server/graphql/persisted';
import {
  type FragmentDefinitionNode,
  GraphQLEnumType,
  type GraphQLOutputType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';

const scalars: Readonly<Record<string, string>> = { Int: 'number', Float: 'number', Boolean: 'boolean' };

/** The types of answers, in TypeScript. A fragment becomes a type of its own, and where it is spread an intersection. */
const writing = ({ schema }: Graph) => {
  const selected = (set: SelectionSetNode, typeName: string): string => {
    const spread: string[] = [];
    const fields: string[] = [];
    for (const it of set.selections) {
      if (it.kind === Kind.FRAGMENT_SPREAD) spread.push(it.name.value);
      else if (it.kind === Kind.INLINE_FRAGMENT)
        throw new Error('A document of our own has a fragment without a name: give it one.');
      else
        fields.push(
          `readonly ${(it.alias ?? it.name).value}: ${fieldType(typeName, it.name.value, it.selectionSet)};`,
        );
    }
    return [...spread, ...(fields.length === 0 ? [] : [`{ ${fields.join(' ')} }`])].join(' & ');
  };

  const possible = (typeName: string): string => {
    const type = schema.getType(typeName);
    const names = isInterfaceType(type)
      ? schema.getImplementations(type).objects.map(({ name }) => name)
      : [typeName];
    return names.map((name) => `'${name}'`).join(' | ');
  };

  const fieldType = (typeName: string, name: string, set: SelectionSetNode | undefined): string => {
    if (name === '__typename') return possible(typeName);
    const type = schema.getType(typeName);
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
    if (field === undefined) throw new Error(`${typeName} has no field ${name}.`);
    return valueType(field.type, set);
  };

  const valueType = (type: GraphQLOutputType, set: SelectionSetNode | undefined): string =>
    isNonNullType(type) ? sure(type.ofType, set) : `${sure(type, set)} | null`;

  const sure = (type: GraphQLOutputType, set: SelectionSetNode | undefined): string => {
    if (isListType(type)) return `readonly (${valueType(type.ofType, set)})[]`;
    if (type instanceof GraphQLEnumType)
      return type
        .getValues()
        .map(({ name }) => `'${name}'`)
        .join(' | ');
    if (isCompositeType(type) && set !== undefined) return selected(set, type.name);
    return 'name' in type ? (scalars[type.name] ?? 'string') : 'unknown';
  };

  const fragment = ({ name, typeCondition, selectionSet }: FragmentDefinitionNode): string =>
    `/** @public */\nexport type ${name.value} = ${selected(selectionSet, typeCondition.name.value)};`;

  const given = (type: TypeNode): string =>
    type.kind === Kind.NON_NULL_TYPE
      ? given(type.type)
      : type.kind === Kind.LIST_TYPE
        ? `readonly (${given(type.type)})[]`
        : (scalars[type.name.value] ?? 'string');

  const operation = ({ name, selectionSet, variableDefinitions = [] }: OperationDefinitionNode): string => {
    const variables = variableDefinitions.map(({ variable, type }) => {
      const isNeeded = type.kind === Kind.NON_NULL_TYPE;
      return `readonly ${variable.name.value}${isNeeded ? '' : '?'}: ${given(type)}${isNeeded ? '' : ' | null | undefined'};`;
    });
    return `export type ${name?.value} = ${selected(selectionSet, 'Query')};
      export type ${name?.value}Variables = { ${variables.join(' ')} };`;
  };

  return { fragment, operation };
};

const root = fileURLToPath(new URL('../../', import.meta.url));

/** As the house writes it. */
const formatted = (text: string, name: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = execFile(
      `${root}node_modules/.bin/biome`,
      ['format', `--stdin-file-path=${name}`],
      { cwd: root },
      (error, stdout) => (error === null ? resolve(stdout) : reject(error)),
    );
    child.stdin?.end(text);
  });

/** packages/sdk/src/answers.ts: each document of our own with its hash, and the type of its answer. */
export const answersSource = async (graph: Graph): Promise<string> => {
  const write = writing(graph);
  const parts = persisted().flatMap(({ text, hash }) => {
    const { definitions } = parse(text);
    return definitions.map((it) => {
      if (it.kind === Kind.FRAGMENT_DEFINITION) return write.fragment(it);
      if (it.kind !== Kind.OPERATION_DEFINITION) return '';
      const name = it.name?.value ?? '';
      const value = `${name.charAt(0).toLowerCase()}${name.slice(1)}Document`;
      return `${write.operation(it)}\n\nexport const ${value} = { hash: ${JSON.stringify(hash)}, text: ${JSON.stringify(text)} };`;
    });
  });
  const head =
    '// Generated by `npm run docs` from packages/server/src/graphql/queries: what is changed here is lost.\n';
  return formatted(`${head}\n${parts.join('\n\n')}\n`, 'packages/sdk/src/answers.ts');
};
