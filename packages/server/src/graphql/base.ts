import type { Part } from './part.ts';

type Caller = { readonly subject: string; readonly name: string | null; readonly rights: readonly string[] };

/** What no domain owns: times, pages, what a field costs, and who asks. */
export const base: Part = {
  types: `
"What reading one value of this field costs, where that is more than one row: it is read for each node by itself."
directive @cost(weight: Int!) on FIELD_DEFINITION

"How long a list is taken to be before it is read: as the arguments named say, else as assumed. With \`sizedFields\` the lists below."
directive @listSize(assumedSize: Int!, slicingArguments: [String!], sizedFields: [String!]) on FIELD_DEFINITION

"An instant: ISO 8601 in UTC, \`2026-03-01T02:51:00.000Z\`."
scalar Time

type PageInfo {
  hasNextPage: Boolean!
  "True on every page but the first. Pages go one way: \`last\` and \`before\` are not taken."
  hasPreviousPage: Boolean!
  startCursor: String
  endCursor: String
}

"A name and what it stands for: a tag, a label, an annotation."
type Pair {
  name: String!
  value: String!
}

type Link {
  label: String!
  url: String!
}

"Who asks."
type Caller {
  subject: String!
  name: String
  rights: [String!]! @listSize(assumedSize: 3)
}

type Query {
  caller: Caller!
  "The position in the log that this answer has at least seen, and whether that is less than was asked for with min_pos."
  position: Int!
  stale: Boolean!
}
`,
  resolvers: {
    Query: {
      caller: (_: unknown, __: unknown, { reader: { caller } }): Caller => ({
        subject: caller.subject,
        name: caller.name ?? null,
        rights: [...caller.rights].sort(),
      }),
      position: (_: unknown, __: unknown, { reader }) => reader.position,
      stale: (_: unknown, __: unknown, { reader }) => reader.stale,
    },
  },
  reads: [],
};

/** A record as a list of pairs, in the order it has. */
export const pairsOf = (record: Readonly<Record<string, string>>): { name: string; value: string }[] =>
  Object.entries(record).map(([name, value]) => ({ name, value }));
