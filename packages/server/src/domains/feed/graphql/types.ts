import { kinds, phases } from '../../../change/observation.ts';
import { connectionTypes } from '../../../graphql/connection.ts';
import { statuses } from '../course.ts';
import { priorities } from '../priorities.ts';
import { views } from '../wire.ts';

const paged = (first: number): string => `first: Int! = ${first}, after: String`;
const sized = (assumed: number): string =>
  `@listSize(assumedSize: ${assumed}, slicingArguments: ["first"], sizedFields: ["edges"])`;

/** The feed's types. */
export const types = `
enum ChangeKind { ${kinds.join(' ')} }
enum ChangeStatus { ${statuses.join(' ')} }
enum ChangePhase { ${phases.join(' ')} }
enum Priority { ${priorities.join(' ')} }
enum ActorKind { human automation unknown }
"Quiet leaves out what is of low priority, and tells a bundle by its newest change."
enum View { ${views.join(' ')} }

"Something that changed: the fold of its observations."
type Change {
  id: ID!
  source: String!
  key: String!
  kind: ChangeKind!
  status: ChangeStatus!
  "When it began or, once it has ended, when it ended."
  at: Time!
  startedAt: Time
  finishedAt: Time
  revertedAt: Time
  durationMs: Float
  title: String!
  "As the catalog names them."
  services: [String!]!
  environment: String
  actor: Actor
  version: String
  previousVersion: String
  links: [Link!]! @listSize(assumedSize: 3)
  "Takes it back."
  revert: Link
  summary: String
  tags: [Pair!]! @listSize(assumedSize: 5)
  priority: Priority!
  "The one thing that it is a part of."
  bundle: String
  "In the quiet view, on a line that stands for several changes."
  bundled: Bundled
  "Every report that counts for it, in the order they were recorded."
  observations: [Observation!]! @cost(weight: 50) @listSize(assumedSize: 5)
}

type Actor {
  name: String!
  kind: ActorKind!
  onBehalfOf: String
}

"What a line of the quiet view stands for, itself among it."
type Bundled {
  count: Int!
  failed: Int!
  services: Int!
  environments: Int!
  clusters: Int!
  first: Time!
  last: Time!
  title: String!
  "A filter that lists them, in the view \`all\`."
  query: String!
}

"One report about a change, as the log keeps it."
type Observation {
  position: Int!
  recordedAt: Time!
  phase: ChangePhase!
  at: Time!
  title: String!
  actor: Actor
  version: String
  summary: String
  links: [Link!]! @listSize(assumedSize: 3)
  clockAheadMs: Float!
}

"What a day brought."
type DayOfChanges {
  "The instant from which it is counted: 24 hours before the one that is asked for."
  since: Time!
  total: Int!
  "How many of them failed or were taken back."
  failed: Int!
  "More than these happened: only the newest were counted."
  cut: Boolean!
}

${connectionTypes('Change', '"In the quiet view: how many of low priority were passed over, at least."\n  hidden: Int!')}

extend interface Entity {
  "What changed about it, newest first; of a team, about what it owns. \`q\` narrows it, in the filter language of the feed."
  changes(${paged(20)}, q: String! = "", view: View! = quiet): ChangeConnection! @cost(weight: 50) ${sized(20)}
  "The newest deploy of it; null where none is among its last 5,000 changes."
  lastDeploy: Change
  "How much changed in the 24 hours before the instant asked for."
  day: DayOfChanges!
}

extend type Query {
  "What changed, newest first."
  changes(${paged(50)}, q: String! = "", view: View! = all): ChangeConnection! @cost(weight: 50) ${sized(50)}
  change(id: ID!): Change @cost(weight: 2)
  "Where the stream of changes goes on from this answer: the Last-Event-ID for GET /api/v1/changes/stream."
  follow: String!
}
`;
