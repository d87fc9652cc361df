import type { Caller } from '@nightjar/kernel/caller';
import type { Kernel } from '@nightjar/kernel/kernel';

/** One needs the other: directly, or `through` one in between that is not among those asked about. */
export type Need = { readonly from: string; readonly to: string; readonly through: string | null };

/** Services that need the same thing, where that tells something: by chance so many of those who need it would hardly be among these. */
export type Shared = { readonly by: string; readonly services: readonly string[] };

/** How the services asked about hang together, by their names in small letters. */
export type Related = {
  /** Those that the catalog has. */
  readonly known: ReadonlySet<string>;
  readonly needs: readonly Need[];
  readonly shared: readonly Shared[];
};

/** How these services hang together in the graph as it stands, no further than two steps apart. */
export type FindRelated = (kernel: Kernel, caller: Caller, names: readonly string[]) => Promise<Related>;
