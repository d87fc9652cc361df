import {
  type FieldNode,
  type GraphQLField,
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  Kind,
  valueFromASTUntyped,
} from 'graphql';

type Field = GraphQLField<unknown, unknown>;

/** What the schema says that a field costs: `@cost` and `@listSize`. */
export type Declared = {
  /** Rows for one value of it. */
  readonly weight: number;
  /** How long a list is where no argument says; null where it is none and holds none. */
  readonly assumed: number | null;
  readonly slicing: readonly string[];
  /** The lists below it that the length is of. */
  readonly sized: readonly string[];
};

export const declaredOf = (field: Field): Declared => {
  const told = new Map(
    (field.astNode?.directives ?? []).map(({ name, arguments: args = [] }) => [
      name.value,
      Object.fromEntries(args.map((it) => [it.name.value, valueFromASTUntyped(it.value)])),
    ]),
  );
  const [cost, list] = [told.get('cost'), told.get('listSize')];
  const usual = isCompositeType(getNamedType(field.type)) ? 1 : 0;
  return {
    weight: (cost?.['weight'] as number | undefined) ?? usual,
    assumed: (list?.['assumedSize'] as number | undefined) ?? null,
    slicing: (list?.['slicingArguments'] as string[] | undefined) ?? [],
    sized: (list?.['sizedFields'] as string[] | undefined) ?? [],
  };
};

export const isList = ({ type }: Field): boolean => isListType(isNonNullType(type) ? type.ofType : type);

/** How long a list gets that a field asks for: of several arguments that say so, the greatest. */
export const lengthOf = (
  node: FieldNode,
  field: Field,
  { slicing, assumed }: Declared,
  variables: Readonly<Record<string, unknown>>,
): number | null => {
  if (assumed === null) return null;
  const said = slicing.map((name) => {
    const given = node.arguments?.find((it) => it.name.value === name)?.value;
    const usual = field.args.find((it) => it.name === name)?.astNode?.defaultValue;
    const value =
      given?.kind === Kind.VARIABLE ? variables[given.name.value] : given && valueFromASTUntyped(given);
    return value ?? (usual === undefined ? undefined : valueFromASTUntyped(usual));
  });
  const lengths = said.filter((it) => typeof it === 'number');
  return lengths.length === 0 ? assumed : Math.max(0, ...lengths);
};
