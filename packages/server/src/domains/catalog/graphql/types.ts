import { contactSlots, readers, relationTypes } from '@nightjar/descriptors/description';
import { connectionTypes } from '../../../graphql/connection.ts';
import { nudges } from '../ownership/wire.ts';
import { states } from '../wire.ts';

const words = (of: readonly string[]): string => of.join(' ');

/** An edge that says more of what it leads to: how sure it is, and who says so. */
const ofEdge = `
  "0 to 1."
  confidence: Float!
  "Nobody wrote it down: it was seen, or concluded from what runs."
  observed: Boolean!
  why: [String!]!
  sources: [String!]!
  lastSeen: Time
`;

const ofNeed = `
  types: [RelationType!]!
  ${ofEdge}
  "Of the hour before the instant asked for, from traces; null without any."
  traffic: Traffic
`;

const counted = `
  "Of what is told: at most 500 in each direction, then \`cut\`."
  total: Int!
  cut: Boolean!
`;

const paged = 'first: Int! = 50, after: String';
const sized = '@listSize(assumedSize: 50, slicingArguments: ["first"], sizedFields: ["edges"])';

/** The catalog's types. */
export const types = `
"Declared: a descriptor or a person says it. Discovered: only what looks at what runs. Gone: nobody any longer."
enum EntityState { ${words(states)} }
enum RelationType { ${words(relationTypes)} }
enum ContactSlot { ${words(contactSlots)} }
enum Reader { ${words(readers)} }
enum Direction {
  "This one is the beginning: it depends on that."
  out
  "This one is the end: that depends on it."
  in
}

"A thing of the catalog, as it stands or as it stood at the instant asked for. All that is below it is as of the same instant."
interface Entity {
  "Names it for good: \`service:default/pricing\`."
  ref: ID!
  kind: String!
  namespace: String!
  name: String!
  "False for what others refer to and nobody describes: then it has a name and nothing else."
  known: Boolean!
  title: String
  description: String
  type: String
  "How much hangs on it: 0 the most, 3 the least."
  tier: Int
  lifecycle: String
  language: String
  runtime: String
  deployment: String
  state: EntityState
  "Sources that are to be believed name different owners."
  contested: Boolean!
  "Since when this version of it has stood, and until when: null for the one that stands."
  since: Time
  until: Time
  "When what looks at what runs last saw it."
  lastSeen: Time
  environments: [String!]!
  aliases: [String!]!
  tags: [Pair!]! @listSize(assumedSize: 5)
  joins: [Pair!]! @listSize(assumedSize: 5)
  annotations: [Pair!]! @listSize(assumedSize: 5)
  versions: [RunningVersion!]! @listSize(assumedSize: 3)
  repository: Repository
  "Its own; \`who\` has those of its owners and whatever is above it too."
  contacts: [Contact!]! @listSize(assumedSize: 4)
  "Dashboards first, then runbooks, then by name."
  links: [LinkGroup!]! @listSize(assumedSize: 3)
  "The text of an API's definition. It may be large."
  definition: String @cost(weight: 5)
  owners: [Entity!]! @listSize(assumedSize: 2)
  system: Entity
  "Others of this name: what was asked for could have meant them. Only of what was asked for by name."
  others: [Entity!]! @listSize(assumedSize: 5)
  "Who answers for it at this moment, how sure that is, and how to reach them."
  who: Who! @cost(weight: 100)
  "The instants at which it became another, oldest first, whichever instant is asked for: the stops of a slider. The latest 500."
  moments: [Time!]! @cost(weight: 10)
  "Who says anything about it."
  sources: [Source!]! @cost(weight: 20) @listSize(assumedSize: 5)
  "What needs it, the surest first."
  callers(${paged}): NeedConnection! ${sized}
  "What it needs, the surest first."
  callees(${paged}): NeedConnection! ${sized}
  relations(${paged}, types: [RelationType!], direction: Direction): RelationConnection! ${sized}
  "What it owns, narrowed by a filter of the catalog."
  owns(${paged}, q: String! = ""): EntityConnection! @cost(weight: 50) ${sized}
}

"What runs, or is run upon: a service, an API, a resource, or a kind of thing that descriptors bring."
type Service implements Entity
"What others are part of: a system, a domain."
type System implements Entity
type Team implements Entity
type Person implements Entity
type Environment implements Entity

type RunningVersion {
  "Empty where that is not known."
  environment: String!
  version: String!
}
type Repository {
  url: String!
  path: String
}
type LinkGroup {
  group: String!
  links: [Link!]! @listSize(assumedSize: 5)
}
type Contact {
  slot: ContactSlot!
  label: String!
  url: String
  "Whose it is, where that is not clear from where it stands."
  of: Entity
}

type Who {
  "One sentence to read at 3 a.m."
  answer: String!
  owners: [OwnerClaim!]! @listSize(assumedSize: 2)
  contested: Boolean!
  "In the order to try: its own, then its owners', then those of the team above, its system and domain."
  contacts: [Contact!]! @listSize(assumedSize: 8)
  "At most 50."
  people: [Entity!]! @listSize(assumedSize: 10)
  "Nobody has described it since."
  goneSince: Time
}
"Somebody whom a source names as owner. Where several are chosen, or others are to be believed too, who owns it is contested."
type OwnerClaim {
  owner: Entity!
  chosen: Boolean!
  confidence: Float!
  "Why we think so, in words."
  reasons: [String!]!
}
type Source {
  source: String!
  by: Reader!
  at: Time!
  lastSeen: Time
  failure: String
}
type Traffic {
  callsPerMinute: Float!
  errorShare: Float!
  p50Ms: Float!
  p99Ms: Float!
}
"Something about ownership that somebody should settle."
type Nudge {
  entity: Entity!
  is: NudgeKind!
  detail: String!
  next: String!
  ask: [Entity!]! @listSize(assumedSize: 3)
}
enum NudgeKind { ${words(nudges).replaceAll('-', '_')} }

${connectionTypes('Entity', '"How many match in all, where that is cheap to know."\n  total: Int')}
${connectionTypes('Entity', counted, ofNeed, 'Need')}
${connectionTypes('Entity', counted, `type: RelationType!\n  direction: Direction!\n${ofEdge}`, 'Relation')}
${connectionTypes('Nudge', '"Not all was looked at in time: a filter narrows it."\n  cut: Boolean!')}

extend type Query {
  """
  By reference, name or alias: \`service:default/pricing\`, \`pricing\`, \`team:payments\`. \`at\` is an instant with its offset
  (\`2026-03-01T02:51Z\`) or so long ago (\`3h\`).
  """
  entity(ref: String!, at: String): Entity @cost(weight: 5)
  "What matches a filter of the catalog; what is meant by the words in it first."
  entities(${paged}, q: String! = "", at: String): EntityConnection! @cost(weight: 20) ${sized}
  "Ownership that is missing, stale or contradictory, the most critical first."
  nudges(${paged}, q: String! = "", at: String): NudgeConnection! @cost(weight: 200) ${sized}
}
`;
