import type { Caller } from '../caller.ts';
import type { Sql } from '../database/sql.ts';
import type { Projection } from './projection.ts';

export type ReadOptions = {
  /** Wait (at most 2 s) until the models named have applied this position. */
  readonly minPos?: number;
  /** `strong`: as `minPos` with the log's head at the moment of the call. */
  readonly consistency?: 'eventual' | 'strong';
  /** The models whose progress matters; all where not given. */
  readonly of?: readonly Projection[];
};

/** A query's view of the house: whose eyes, which tables, how fresh. */
export type Reader = {
  readonly caller: Caller;
  /** True where `minPos` was not reached in time: the answer is older than what was asked for. */
  readonly stale: boolean;
  /** The position that the models read have at least applied. */
  readonly position: number;
  readonly many: <Row>(statement: Sql) => Promise<Row[]>;
  readonly one: <Row>(statement: Sql) => Promise<Row | undefined>;
  /** The qualified name of a model's table in the version that is live: `"feed_changes_v1"."change"`. */
  readonly table: (projection: Projection, name: string) => Sql;
};
