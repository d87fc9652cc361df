import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode, visit } from 'graphql';
import { refuse } from './refusals.ts';

/** What one document may hold. The largest of our own, a service's page, has a third of it. */
export const limits = {
  characters: 32_768,
  tokens: 2_000,
  depth: 12,
  aliases: 50,
  directives: 50,
  fragments: 50,
  operations: 10,
} as const;

const isIntrospection = (name: string): boolean => name === '__schema' || name === '__type';

/**
 * Levels of fields, through fragments. A fragment is measured once, so that two that are spread in each other's lists do not
 * double the work a level; one that holds itself counts as without end.
 */
export const depthOf = (document: DocumentNode): number => {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const it of document.definitions)
    if (it.kind === Kind.FRAGMENT_DEFINITION) fragments.set(it.name.value, it);
  const known = new Map<SelectionSetNode, number>();
  const measure = (set: SelectionSetNode): number => {
    const before = known.get(set);
    if (before !== undefined) return before;
    known.set(set, Number.POSITIVE_INFINITY);
    let deepest = 0;
    for (const it of set.selections) deepest = Math.max(deepest, below(it));
    known.set(set, deepest);
    return deepest;
  };
  const below = (it: SelectionSetNode['selections'][number]): number => {
    switch (it.kind) {
      case Kind.FIELD:
        // How deep the schema may be asked for is a rule of the library's own.
        if (it.selectionSet === undefined || isIntrospection(it.name.value)) return 1;
        return 1 + measure(it.selectionSet);
      case Kind.INLINE_FRAGMENT:
        return measure(it.selectionSet);
      case Kind.FRAGMENT_SPREAD: {
        const fragment = fragments.get(it.name.value);
        return fragment === undefined ? 0 : measure(fragment.selectionSet);
      }
    }
  };
  let deepest = 0;
  for (const it of document.definitions)
    if (it.kind === Kind.OPERATION_DEFINITION || it.kind === Kind.FRAGMENT_DEFINITION)
      deepest = Math.max(deepest, measure(it.selectionSet));
  return deepest;
};

const counted = (document: DocumentNode) => {
  const found = { aliases: 0, directives: 0, fragments: 0, operations: 0 };
  visit(document, {
    Field: (node) => {
      if (node.alias !== undefined) found.aliases += 1;
    },
    Directive: () => {
      found.directives += 1;
    },
    FragmentDefinition: () => {
      found.fragments += 1;
    },
    InlineFragment: () => {
      found.fragments += 1;
    },
    OperationDefinition: () => {
      found.operations += 1;
    },
  });
  return found;
};

/** Refuses a document by its shape alone, before its types are looked at. */
export const bound = (document: DocumentNode): void => {
  for (const [what, count] of Object.entries(counted(document))) {
    const most = limits[what as 'aliases'];
    if (count > most)
      throw refuse('graphql.too-large', {
        detail: `The document has ${count} ${what}; ${most} are allowed.`,
      });
  }
  const depth = depthOf(document);
  if (depth === Number.POSITIVE_INFINITY)
    throw refuse('graphql.too-deep', { detail: 'A fragment of the document holds itself.' });
  if (depth > limits.depth)
    throw refuse('graphql.too-deep', {
      detail: `The document is ${depth} levels deep; ${limits.depth} are allowed.`,
    });
};
