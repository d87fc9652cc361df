import type { Queryable } from '../database/database.ts';
import type { Recorded } from '../fact.ts';
import type { Stepped } from './stepped.ts';

/** The newest version of each type's data that is understood; 1 where not given. */
export type Understanding = {
  readonly understands?: Readonly<Record<string, number>>;
  /** Types whose newer versions may be passed over instead of halting. */
  readonly mayPassOver?: readonly string[];
};

/** A checkpoint while this process holds its row: nobody else moves it before the transaction ends. */
type Held = {
  readonly pos: number;
  /** The effects of facts up to a position, and the checkpoint there. `oneByOne`: what cannot be applied is set aside. */
  readonly take: (facts: readonly Recorded[], upTo: number, oneByOne: boolean) => Promise<void>;
};

/** What follows the log with a checkpoint of its own, in one process at a time: a build of a read model, a reaction. */
export type Follower = Understanding & {
  readonly is: 'projection' | 'reaction';
  readonly name: string;
  readonly handles: readonly string[];
  /** Whether a fact that cannot be applied is set aside; else it is tried again for as long as it takes. */
  readonly setsAside: boolean;
  /** Locks the checkpoint; undefined where another process has it, or where it is gone. */
  readonly hold: (tx: Queryable) => Promise<Held | undefined>;
  /** Where it stands; undefined where it is gone. */
  readonly seen: (on: Queryable) => Promise<number | undefined>;
  /** The log ends before the checkpoint. */
  readonly lost: (tx: Queryable, at: { readonly pos: number; readonly head: number }) => Promise<Stepped>;
  /** Why it stands still at an error, if trying again soon will hardly change that; else null. */
  readonly whyHalted: (error: unknown) => string | null;
  /** Says so to whoever asks; the next facts that it takes take that back. */
  readonly sayHalted: (on: Queryable, why: string) => Promise<unknown>;
  /** Says that somebody still runs it. */
  readonly touch: () => Promise<unknown>;
};
