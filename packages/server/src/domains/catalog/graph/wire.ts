import { relationTypes } from '@nightjar/descriptors/description';
import { type Static, Type } from 'typebox';
import { Count, OrNull, oneOf, Text, Time } from '../../../wire.ts';
import { At, Fresh, Named, states } from '../wire.ts';

const node = {
  ref: Text,
  kind: Text,
  name: Text,
  known: Type.Boolean(),
  state: OrNull(oneOf(states)),
  tier: OrNull(Count),
  type: OrNull(Text),
  owners: Type.Array(Text),
  /** Steps from the one asked for. */
  depth: Count,
};
export const GraphNode = Type.Object(node);
export type GraphNode = Static<typeof GraphNode>;

export const GraphEdge = Type.Object({
  from: Text,
  to: Text,
  /** `from` needs `to`, in the words of the catalog. */
  type: oneOf([...relationTypes, 'providedBy']),
  confidence: Type.Number(),
  observed: Type.Boolean(),
  why: OrNull(Text),
  lastSeen: OrNull(Time),
  /** Of the last hour before the instant asked for, from traces; null without any, and in graphs of more than 200 edges. */
  traffic: OrNull(
    Type.Object({
      callsPerMinute: Type.Number(),
      errorShare: Type.Number(),
      p50Ms: Type.Number(),
      p99Ms: Type.Number(),
    }),
  ),
});
export type GraphEdge = Static<typeof GraphEdge>;

export const Graph = Type.Object({
  of: OrNull(Text),
  nodes: Type.Array(GraphNode),
  edges: Type.Array(GraphEdge),
  /** There is more than was asked for or may be answered. */
  cut: Type.Boolean(),
  at: OrNull(Time),
  position: Count,
  stale: Type.Boolean(),
});
export type Graph = Static<typeof Graph>;

/** What breaks if it breaks: whatever needs it, directly or through others. */
export const Impact = Type.Object({
  of: Named,
  /** Nearest first, then the most critical. */
  breaks: Type.Array(
    Type.Object({
      ...node,
      /** What lies between, its own neighbour first; of a longer way the first 20, `depth` tells how long it is. */
      through: Type.Array(Text),
      /** When it was last seen to need the next one; null where that is written down. */
      lastSeen: OrNull(Time),
    }),
  ),
  byTier: Type.Array(Type.Object({ tier: OrNull(Count), count: Count })),
  /** Whom to tell. */
  owners: Type.Array(Type.Object({ owner: Named, count: Count })),
  /** Not all of it is told: the list is shorter than the tallies, or something further away was not walked to. */
  cut: Type.Boolean(),
  at: OrNull(Time),
  position: Count,
  stale: Type.Boolean(),
});
export type Impact = Static<typeof Impact>;

/** Ways from one to another, shortest first. Each a list of references. */
export const Paths = Type.Object({
  paths: Type.Array(Type.Array(Text)),
  /** The search was ended before all was looked at: that there is no way may not be concluded. */
  cut: Type.Boolean(),
  at: OrNull(Time),
});
export type Paths = Static<typeof Paths>;

/** Groups of entities each of which needs every other, directly or not. */
export const Cycles = Type.Object({
  cycles: Type.Array(Type.Array(Text)),
  /** Of the past, where the graph was larger than one question reads: there may be more. */
  cut: Type.Boolean(),
  at: OrNull(Time),
});
export type Cycles = Static<typeof Cycles>;

export const GraphQuery = Type.Object({
  /** A reference or a name; the whole graph of what matches `q` where not given. */
  of: Type.Optional(Type.String({ maxLength: 500 })),
  q: Type.Optional(Type.String({ maxLength: 2000 })),
  direction: Type.Optional(oneOf(['callees', 'callers', 'both'])),
  depth: Type.Optional(Type.Integer({ minimum: 0, maximum: 20 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000 })),
  ...At,
  ...Fresh,
});
export type GraphQuery = Static<typeof GraphQuery>;

const Name = Type.String({ minLength: 1, maxLength: 500 });
const { limit } = GraphQuery.properties;

/** What breaks and what leads somewhere is followed to its end, unless fewer steps are asked for; of the past, 100. */
const steps = Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 }));

export const ImpactQuery = Type.Object({ of: Name, depth: steps, limit, ...At, ...Fresh });

export const PathsQuery = Type.Object({
  from: Name,
  to: Name,
  /** Steps of the longest. */
  depth: steps,
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
  ...At,
  ...Fresh,
});

/** With `of`, only the group that it is in. */
export const CyclesQuery = Type.Object({ of: Type.Optional(Name), ...At, ...Fresh });
