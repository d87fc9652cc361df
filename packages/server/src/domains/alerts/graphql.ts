import { alertStates, severities } from '../../change/alert.ts';
import type { Asking, Batch } from '../../graphql/asking.ts';
import { pairsOf } from '../../graphql/base.ts';
import { connection, connectionTypes, wanted } from '../../graphql/connection.ts';
import type { Part } from '../../graphql/part.ts';
import type { Subject } from '../../graphql/subject.ts';
import { alerts } from './projection.ts';
import { alertsById, alertsMatching, cursorBehind, type Open, openOf, type Told } from './queries.ts';
import { refuse } from './refusals.ts';
import type { Alert, AlertQuery } from './wire.ts';

const types = `
enum AlertState { ${alertStates.join(' ')} }
"Open: firing or acknowledged."
enum AlertFilter { open ${alertStates.join(' ')} }
enum Severity { ${severities.join(' ')} }

"A signal that something is wrong, folded from what was seen of it."
type Alert {
  id: ID!
  source: String!
  key: String!
  state: AlertState!
  "When its last episode began."
  at: Time!
  acknowledgedAt: Time
  resolvedAt: Time
  firstAt: Time!
  lastAt: Time!
  episodes: Int!
  title: String!
  severity: Severity
  services: [String!]!
  environment: String
  summary: String
  links: [Link!]! @listSize(assumedSize: 3)
  labels: [Pair!]! @listSize(assumedSize: 10)
}

type OpenAlerts {
  total: Int!
  "The newest, at most 20."
  alerts: [Alert!]! @listSize(assumedSize: 20)
}

${connectionTypes('Alert')}

extend interface Entity {
  "What fires about it, or is acknowledged. Null where an instant of the past was asked for: it is known as it is now only."
  openAlerts: OpenAlerts
}

extend type Query {
  "Alerts, those whose last episode began last first."
  alerts(first: Int! = 50, after: String, state: AlertFilter, service: String, source: String): AlertConnection!
    @cost(weight: 20) @listSize(assumedSize: 50, slicingArguments: ["first"], sizedFields: ["edges"])
  alert(id: ID!): Alert
}
`;

type Args = {
  readonly first: number;
  readonly after?: string | null;
  readonly state?: NonNullable<AlertQuery['state']> | null;
  readonly service?: string | null;
  readonly source?: string | null;
};

const list = async (_: unknown, { first, after, state, service, source }: Args, { reader, now }: Asking) => {
  const limit = wanted(first, 200);
  const wish = {
    limit,
    cursor: after ?? undefined,
    state: state ?? undefined,
    service: service ?? undefined,
    source: source ?? undefined,
  };
  const { alerts: found, next } = await alertsMatching(reader, wish, now);
  const cursor = cursorBehind(reader.caller.org, wish);
  return connection(
    found.map((node) => ({ node, cursor: cursor(node) })),
    next,
    after,
  );
};

const open: Batch<Told, Open> = ({ reader }, all) => openOf(reader, all);
const none: Open = { total: 0, alerts: [] };

/** The alerts' share of the graph. */
export const graph: Part = {
  types,
  reads: [alerts],
  resolvers: {
    Query: {
      alerts: list,
      alert: async (_: unknown, { id }: { readonly id: string }, { reader }) => {
        const [alert] = await alertsById(reader, [id.slice(0, 100)]);
        if (alert === undefined)
          throw refuse('alerts.unknown', { detail: `There is no alert ${id.slice(0, 100)}.` });
        return alert;
      },
    },
    Alert: { labels: ({ labels }: Alert) => pairsOf(labels) },
    Entity: {
      openAlerts: async (of: Subject, _: unknown, asking) => {
        if (of.at !== null) return null;
        return (await asking.one(open, { ref: of.ref, names: await of.names(asking) }, null)) ?? none;
      },
    },
  },
};
