import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { declaredOf, isList, lengthOf } from './declared.ts';

/** What a request may read, in rows: a list of 500 with three things told of each is 2,000. */
export const allowed = 10_000;

/** The schema of itself is the same for everybody, and large. */
const ofIntrospection = 1_000;

/** How long some lists below a field get, by their names. */
type Sizes = { readonly fields: readonly string[]; readonly size: number };
const unsized: Sizes = { fields: [], size: 1 };

/** A selection, where it stands: of which type, under which lengths. */
type Place = { readonly set: SelectionSetNode; readonly type: string; readonly sizes: Sizes };

type Reckoned = {
  readonly cost: number;
  /** How often what is below it is read. */
  readonly times: number;
  readonly below: Place | null;
  readonly told: string;
};

export type Cost = {
  readonly total: number;
  /** The path to the field that makes up most of it, with the lengths of its lists, and its share. */
  readonly dearest: () => { readonly path: string; readonly cost: number };
};

export type Operation = {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
};

/**
 * What an operation may read at most, before anything is read: each field its weight, a list its length times what is asked of
 * each. Conditions (`@skip`, `@include`) are taken to hold. What a fragment holds is reckoned once for each length that its
 * lists get, so fragments that double one another cost no time.
 */
export const costOf = ({ schema, operation, fragments, variables }: Operation): Cost => {
  const known = new Map<SelectionSetNode, Map<string, number>>();

  const fieldOf = (type: string, name: string): GraphQLField<unknown, unknown> | undefined => {
    const found = schema.getType(type);
    return isObjectType(found) || isInterfaceType(found) ? found.getFields()[name] : undefined;
  };

  const reckon = (node: FieldNode, type: string, sizes: Sizes): Reckoned => {
    const name = node.name.value;
    const told = node.alias === undefined ? name : `${node.alias.value}: ${name}`;
    if (name === '__schema' || name === '__type')
      return { cost: ofIntrospection, times: 1, below: null, told };
    const field = fieldOf(type, name);
    if (field === undefined) return { cost: 0, times: 1, below: null, told };
    const declared = declaredOf(field);
    const length = lengthOf(node, field, declared, variables);
    const isOf = declared.sized.length > 0;
    const own = isList(field) && !isOf ? (length ?? 1) : 1;
    const times = sizes.fields.includes(name) ? sizes.size : own;
    const below =
      node.selectionSet === undefined
        ? null
        : {
            set: node.selectionSet,
            type: getNamedType(field.type).name,
            sizes: isOf ? { fields: declared.sized, size: length ?? 1 } : unsized,
          };
    return {
      cost: times * (declared.weight + (below === null ? 0 : costIn(below))),
      times,
      below,
      told: length === null ? told : `${told} (${length})`,
    };
  };

  /** What a fragment holds, as it stands here. */
  const within = (it: Exclude<SelectionSetNode['selections'][number], FieldNode>, { type, sizes }: Place) => {
    const fragment = it.kind === Kind.INLINE_FRAGMENT ? it : fragments.get(it.name.value);
    if (fragment === undefined) return null;
    return { set: fragment.selectionSet, type: fragment.typeCondition?.name.value ?? type, sizes };
  };

  const costIn = (place: Place): number => {
    const { set, type, sizes } = place;
    const key = `${type} ${sizes.fields.join()} ${sizes.size}`;
    const before = known.get(set)?.get(key);
    if (before !== undefined) return before;
    let total = 0;
    for (const it of set.selections) {
      if (it.kind === Kind.FIELD) total += reckon(it, type, sizes).cost;
      else {
        const inner = within(it, place);
        if (inner !== null) total += costIn(inner);
      }
    }
    known.set(set, (known.get(set) ?? new Map()).set(key, total));
    return total;
  };

  /** The fields of a selection, those of its fragments among them, each fragment once. */
  const fieldsIn = (place: Place, seen: Set<SelectionSetNode>): Reckoned[] => {
    if (seen.has(place.set)) return [];
    seen.add(place.set);
    return place.set.selections.flatMap((it) => {
      if (it.kind === Kind.FIELD) return [reckon(it, place.type, place.sizes)];
      const inner = within(it, place);
      return inner === null ? [] : fieldsIn(inner, seen);
    });
  };

  const root: Place = {
    set: operation.selectionSet,
    type: schema.getQueryType()?.name ?? '',
    sizes: unsized,
  };
  const total = costIn(root);
  return {
    total,
    // Down from the root as long as one field makes up half of all.
    dearest: () => {
      let [place, times, cost]: [Place | null, number, number] = [root, 1, total];
      const path: string[] = [];
      while (place !== null) {
        const [first] = fieldsIn(place, new Set()).sort((a, b) => b.cost - a.cost);
        if (first === undefined || (path.length > 0 && first.cost * times < total / 2)) break;
        path.push(first.told);
        cost = first.cost * times;
        [place, times] = [first.below, times * first.times];
      }
      return { path: path.join('.'), cost };
    },
  };
};
