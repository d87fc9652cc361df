import type { Sql } from '../database/sql.ts';
import type { Projection } from './projection.ts';

export type ProjectionStatus = {
  readonly name: string;
  readonly version: number;
  readonly build: number;
  /** `degraded`: live, with streams parked. `halted`: it stands still, `detail` says why. */
  readonly status: 'building' | 'live' | 'degraded' | 'halted';
  readonly position: number;
  /** Facts in the log that it has not applied. */
  readonly lag: number;
  readonly parkedStreams: number;
  readonly detail: string | null;
};

export type Projections = {
  /** Starts the runners of this process; resolves when each model is live or known to be building. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly status: () => Promise<ProjectionStatus[]>;
  /** Qualified table of the live build; throws the refusal `projection.building` while there is none. */
  readonly table: (projection: Projection, name: string) => Sql;
  /** Resolves true when the live version has applied `pos`, false when `timeoutMs` passed first. */
  readonly reached: (projection: Projection, pos: number, timeoutMs: number) => Promise<boolean>;
  /** The position applied by the live version, as known to this process. */
  readonly position: (projection: Projection) => number;
  /** Calls back after each commit of the model, with the position it then stands at. */
  readonly onApplied: (projection: Projection, listener: (pos: number) => void) => () => void;
  /** Builds a model anew beside the live one, switches when caught up, and resolves then. */
  readonly rebuild: (projection: Projection, progress?: (done: number, of: number) => void) => Promise<void>;
  /** Applies parked streams again, after the cause is mended; answers how many are free. */
  readonly retryParked: (projection: Projection) => Promise<number>;
};
