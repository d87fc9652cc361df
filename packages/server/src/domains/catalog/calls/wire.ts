import { type Static, Type } from 'typebox';
import { Count, Text, Time } from '../../../wire.ts';
import { At } from '../wire.ts';

export const CallList = Type.Object({
  /** A row a caller, callee, environment and step of time, oldest first. */
  calls: Type.Array(
    Type.Object({
      caller: Text,
      callee: Text,
      environment: Text,
      from: Time,
      count: Count,
      errors: Count,
      meanMs: Type.Number(),
      p50Ms: Type.Number(),
      p90Ms: Type.Number(),
      p99Ms: Type.Number(),
    }),
  ),
  stepSeconds: Count,
  cut: Type.Boolean(),
});
export type CallList = Static<typeof CallList>;

export const CallQuery = Type.Object({
  /** A reference or a bare name of a service: calls from it and to it. All calls where not given. */
  service: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
  from: Type.Optional(Time),
  to: Type.Optional(Time),
  /** The same as `to`, as every question of the catalog may have it. */
  ...At,
  /** Seconds, rounded up to whole minutes. */
  step: Type.Optional(Type.Integer({ minimum: 1, maximum: 31_536_000 })),
});
export type CallQuery = Static<typeof CallQuery>;
