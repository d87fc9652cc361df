import { refuse } from './refusals.ts';

/** What people page through: the specification of connections (relay.dev), with the cursors and pages that the REST API has. */
export type Edge<Node> = { readonly cursor: string; readonly node: Node };

export type Connection<OneEdge> = {
  readonly edges: readonly OneEdge[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    /** Pages go one way. */
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    /** Where to go on, also where a page that was given up on in time holds nothing. */
    readonly endCursor: string | null;
  };
};

/** `next` is the cursor of the next page, null on the last. */
export const connection = <OneEdge extends { readonly cursor: string }>(
  edges: readonly OneEdge[],
  next: string | null,
  after: string | null | undefined,
): Connection<OneEdge> => ({
  edges,
  pageInfo: {
    hasNextPage: next !== null,
    hasPreviousPage: after != null,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: next ?? edges.at(-1)?.cursor ?? null,
  },
});

/** The type of a connection and of its edges, in the language of schemas. `more` are further fields of the connection. */
export const connectionTypes = (node: string, more = '', ofEdge = '', name = node): string => `
type ${name}Connection {
  edges: [${name}Edge!]!
  pageInfo: PageInfo!
  ${more}
}

type ${name}Edge {
  "Goes on behind this one. Good for the same question only."
  cursor: String!
  node: ${node}!
  ${ofEdge}
}
`;

/** How many are wanted: at least one, at most what the REST API gives in a page. Refuses with `graphql.first`. */
export const wanted = (first: number, most: number): number => {
  if (first < 1 || first > most)
    throw refuse('graphql.first', { detail: `\`first\` is ${first}; 1 to ${most} are given at a time.` });
  return first;
};
