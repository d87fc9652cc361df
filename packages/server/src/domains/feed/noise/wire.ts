import { type Static, Type } from 'typebox';

const Rule = Type.Object({
  /** What it leaves out, and why that is no loss. */
  words: Type.String(),
  /** A term to add to a filter. */
  filter: Type.String(),
});

/** How noisy a source was. */
const SourceNoise = Type.Object({
  source: Type.String(),
  changes: Type.Integer(),
  /** On how many lines the quiet view tells them. */
  lines: Type.Integer(),
  /** How many of them it leaves out. */
  low: Type.Integer(),
  /** How many of its lines may stand for several. */
  bundles: Type.Integer(),
  /** The share that robots did, 0 to 1. */
  byRobots: Type.Number(),
  /** Titles that come again and again, names and numbers aside: how often among the latest so many. */
  repeated: Type.Array(Type.Object({ title: Type.String(), times: Type.Integer(), of: Type.Integer() })),
  rule: Type.Union([Rule, Type.Null()]),
});
export type SourceNoise = Static<typeof SourceNoise>;

export const NoiseReport = Type.Object({
  /** ISO 8601: from when. */
  since: Type.String({ format: 'date-time' }),
  /** The one with the most lines first. */
  sources: Type.Array(SourceNoise),
});
export type NoiseReport = Static<typeof NoiseReport>;

export const NoiseQuery = Type.Object({
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 90, default: 7 })),
  /** That one alone. */
  source: Type.Optional(Type.String({ maxLength: 200 })),
});
