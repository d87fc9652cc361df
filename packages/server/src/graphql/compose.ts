import {
  buildASTSchema,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  GraphQLInterfaceType,
  GraphQLObjectType,
  type GraphQLSchema,
  Kind,
  parse,
  print,
} from 'graphql';
import { base } from './base.ts';
import type { Part } from './part.ts';
import { unboundedIn } from './sized.ts';

export type Graph = {
  readonly schema: GraphQLSchema;
  /** The schema as people read it: docs/reference/schema.graphql. */
  readonly text: string;
  readonly parts: readonly Part[];
};

const fieldsIn = (document: DocumentNode, kinds: readonly string[], name: string): FieldDefinitionNode[] =>
  document.definitions.flatMap((it) =>
    kinds.includes(it.kind) && 'fields' in it && 'name' in it && it.name?.value === name
      ? ((it.fields ?? []) as readonly FieldDefinitionNode[])
      : [],
  );

const ofInterface = [Kind.INTERFACE_TYPE_DEFINITION, Kind.INTERFACE_TYPE_EXTENSION];
const ofObject = [Kind.OBJECT_TYPE_DEFINITION, Kind.OBJECT_TYPE_EXTENSION];

/** Each type once, with all that any part says of it; types have what is said of their interfaces. */
const merged = (document: DocumentNode): DocumentNode => ({
  ...document,
  definitions: document.definitions.flatMap((it): DefinitionNode[] => {
    switch (it.kind) {
      case Kind.INTERFACE_TYPE_EXTENSION:
      case Kind.OBJECT_TYPE_EXTENSION:
        return [];
      case Kind.INTERFACE_TYPE_DEFINITION:
        return [{ ...it, fields: fieldsIn(document, ofInterface, it.name.value) }];
      case Kind.OBJECT_TYPE_DEFINITION: {
        const from = (it.interfaces ?? []).flatMap((one) => fieldsIn(document, ofInterface, one.name.value));
        return [{ ...it, fields: [...from, ...fieldsIn(document, ofObject, it.name.value)] }];
      }
      default:
        return [it];
    }
  }),
});

const resolve = (schema: GraphQLSchema, parts: readonly Part[]): void => {
  for (const part of [base, ...parts]) {
    for (const [name, decide] of Object.entries(part.kinds ?? {})) {
      const type = schema.getType(name);
      if (!(type instanceof GraphQLInterfaceType)) throw new Error(`The graph has no interface ${name}.`);
      type.resolveType = decide as (value: unknown) => string;
    }
    for (const [name, fields] of Object.entries(part.resolvers)) {
      const type = schema.getType(name);
      const types = type instanceof GraphQLInterfaceType ? schema.getImplementations(type).objects : [type];
      for (const one of types) {
        if (!(one instanceof GraphQLObjectType)) throw new Error(`The graph has no type ${name}.`);
        for (const [field, how] of Object.entries(fields)) {
          const known = one.getFields()[field];
          if (known === undefined) throw new Error(`${name} has no field ${field}.`);
          known.resolve = how as unknown as NonNullable<typeof known.resolve>;
        }
      }
    }
  }
};

/** One schema of what each domain contributes. Throws where parts do not fit, which is when the house is built. */
export const compose = (parts: readonly Part[]): Graph => {
  const document = merged(parse([base, ...parts].map(({ types }) => types).join('\n'), { noLocation: true }));
  const schema = buildASTSchema(document);
  const unbounded = unboundedIn(schema);
  if (unbounded.length > 0)
    throw new Error(`Say with @listSize how long these get: ${unbounded.join(', ')}.`);
  resolve(schema, parts);
  return { schema, text: `${print(document)}\n`, parts };
};
