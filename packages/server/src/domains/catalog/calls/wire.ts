import { type Static, Type } from 'typebox';
import { Count, Text, Time } from '../../../wire.ts';

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
