import type { Projection } from '@nightjar/kernel/projection/projection';
import type { Asking } from './asking.ts';

/** How one field is read: from what it is a field of, its arguments, and on whose behalf. */
export type Resolve = (of: never, args: never, asking: Asking) => unknown;

/** Resolvers by type and field; `of` of an interface answers which type a value is. */
export type Resolvers = Readonly<Record<string, Readonly<Record<string, Resolve>>>>;

/** A domain's share of the graph, over its own `queries.ts`. */
export type Part = {
  /**
   * In the language of schemas. What is said of an interface (`extend interface Entity { … }`) every type has that implements
   * it, whichever part declares it.
   */
  readonly types: string;
  readonly resolvers: Resolvers;
  /** Which type a value of an interface is. */
  readonly kinds?: Readonly<Record<string, (value: never) => string>>;
  /** The models that it reads. */
  readonly reads: readonly Projection[];
};
