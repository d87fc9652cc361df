import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Caller } from './caller.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database/database.ts';
import type { Log } from './log/log.ts';
import type { Projections } from './projection/projections.ts';
import type { Reader, ReadOptions } from './projection/reader.ts';
import type { Reactions } from './reaction/reactions.ts';
import type { Tasks } from './tasks/tasks.ts';

/** What every room of the house is given, and all it is given. */
export type Kernel = {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Registry;
  readonly database: Database;
  readonly log: Log;
  readonly projections: Projections;
  readonly reactions: Reactions;
  readonly tasks: Tasks;
  /** The way to read: carries the caller into every query and waits for a position where the caller asked for one. */
  readonly reader: (caller: Caller, options?: ReadOptions) => Promise<Reader>;
};
