import type { Fact, Recorded } from '../fact.ts';
import type { NewTask } from '../tasks/task.ts';

type Shape<F extends Fact> = {
  /** `diagnosis.alerts`: its cursor goes by that. */
  readonly name: string;
  readonly handles: readonly F['type'][];
  /** The newest version of each type's data that is understood; 1 where not given. A newer one halts the reaction. */
  readonly understands?: Readonly<Record<string, number>>;
  /** What is to be done about these facts, in order of position. A task is of organisation 1 where it does not say otherwise. */
  readonly tasks: (facts: readonly Recorded<F>[]) => readonly NewTask[];
};

/** A reaction as the kernel sees it: it hands each only facts of the types it names, so their data is the reaction's to know. */
export type Reaction = Shape<Fact>;

/**
 * What we do when others speak: facts in order of position, turned into tasks. Pure (no clock, no randomness, no network): the
 * tasks are what acts. It hears each fact once, in one process at a time, from the moment on at which it is first known; what was
 * recorded before that it does not hear, and a restart goes on where it was. One that throws hears the same facts again, with
 * pauses, until it takes them: nothing is passed over.
 */
export const reaction = <F extends Fact>(shape: Shape<F>): Reaction => shape as unknown as Reaction;
