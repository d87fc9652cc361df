import type { Queryable } from '../database/database.ts';
import type { Sql } from '../database/sql.ts';
import type { Fact, Recorded } from '../fact.ts';

/** One handler a type of fact: a fact in, statements out. For models that are small or change seldom. */
export type Handlers<F extends Fact> = {
  readonly [Type in F['type']]?: (fact: Recorded<Extract<F, { type: Type }>>) => Sql | readonly Sql[];
};

type Common = {
  /** `feed.changes`. */
  readonly name: string;
  /** A higher number is built beside the one in use and takes its place when it has caught up. */
  readonly version: number;
  /** Data definition, run with the search path set to a schema of the model's own. */
  readonly tables: string;
  /** Built after the bulk of a rebuild: loading without them is several times faster. */
  readonly indexes?: string;
};

/**
 * A read model: facts in order of position, turned into rows. Deterministic (no clock, no randomness, no network), so it
 * can be thrown away and built again. `on` answers statements a fact; `batch` takes many facts at once and may read the
 * model's own tables, for models that must keep up with thousands of facts a second.
 * Within both, statements run with the search path set to the model's schema.
 */
export type Projection<F extends Fact = Fact> =
  | (Common & { readonly on: Handlers<F> })
  | (Common & {
      readonly handles: readonly F['type'][];
      readonly batch: (tx: Queryable, facts: readonly Recorded<F>[]) => Promise<void>;
    });
