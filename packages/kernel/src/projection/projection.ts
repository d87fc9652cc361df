import type { Queryable } from '../database/database.ts';
import type { Sql } from '../database/sql.ts';
import type { Fact, Recorded } from '../fact.ts';

/** One handler a type of fact: a fact in, statements out. For models that are small or change seldom. */
type Handlers<F extends Fact> = {
  readonly [Type in F['type']]?: (fact: Recorded<Extract<F, { type: Type }>>) => Sql | readonly Sql[];
};

type Common = {
  /** `feed.changes`. */
  readonly name: string;
  /**
   * A program builds the version that it knows from the log, and refuses reads with `projection.building` until then.
   * One that knows an older version goes on with that beside it; a day after the last of those has gone, its tables go.
   */
  readonly version: number;
  /** Data definition, run with the search path set to a schema of the model's own. */
  readonly tables: string;
  /** Built after the bulk of a rebuild: loading without them is several times faster. */
  readonly indexes?: string;
  /** The newest version of each type's data that is understood; 1 where not given. A newer one halts the model. */
  readonly understands?: Readonly<Record<string, number>>;
  /** Types whose newer versions may be passed over instead. */
  readonly mayPassOver?: readonly string[];
};

type Shape<F extends Fact> =
  | (Common & { readonly on: Handlers<F> })
  | (Common & {
      readonly handles: readonly F['type'][];
      readonly batch: (tx: Queryable, facts: readonly Recorded<F>[]) => Promise<void>;
    });

/** A read model as the kernel sees it: it hands each model only facts of the types it names, so their data is the model's to know. */
export type Projection = Shape<Fact>;

/**
 * A read model: facts in order of position, turned into rows. Deterministic (no clock, no randomness, no network), so it
 * can be thrown away and built again. `on` answers statements a fact; `batch` takes many facts at once and may read the
 * model's own tables, for models that must keep up with thousands of facts a second.
 * Within both, statements run with the search path set to the model's schema.
 */
export const projection = <F extends Fact>(shape: Shape<F>): Projection => shape as unknown as Projection;
