import type { Asking } from './asking.ts';

/**
 * A thing of the catalog as other domains see it in the graph: what they extend `Entity` with is read for this. `at` is the
 * instant that was asked for, null for now; everything below a thing is read as of the same.
 */
export type Subject = {
  readonly ref: string;
  readonly kind: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly at: Date | null;
  /** The names under which what happens to it is reported: of a team, those of what it owns. Bounded. */
  readonly names: (asking: Asking) => Promise<readonly string[]>;
};
