import { type GraphQLSchema, getNamedType, isCompositeType, isInterfaceType, isObjectType } from 'graphql';
import { declaredOf, isList } from './declared.ts';

/**
 * Lists of things whose length nothing bounds: no `@listSize` of their own, nor one of a field that they are below. Answers
 * `Type.field` of each; an empty list is a graph whose every request can be reckoned.
 */
export const unboundedIn = (schema: GraphQLSchema): string[] => {
  const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
    !type.name.startsWith('__') && (isObjectType(type) || isInterfaceType(type))
      ? Object.values(type.getFields()).map((field) => ({ type, field }))
      : [],
  );
  const sized = new Set(
    fields.flatMap(({ field }) =>
      declaredOf(field).sized.map((name) => `${getNamedType(field.type).name}.${name}`),
    ),
  );
  return fields
    .filter(({ field }) => isList(field) && isCompositeType(getNamedType(field.type)))
    .filter(
      ({ type, field }) => declaredOf(field).assumed === null && !sized.has(`${type.name}.${field.name}`),
    )
    .map(({ type, field }) => `${type.name}.${field.name}`);
};
