import type { Ref } from '@nightjar/descriptors/ref';
import type { Caller } from '@nightjar/kernel/caller';
import type { Kernel } from '@nightjar/kernel/kernel';
import { type Catalog, type LiveAtlas, liveAtlas } from './live-atlas.ts';

/** What this room is given of others. */
export type MappingParts = {
  readonly catalog: Catalog & {
    readonly meant: (caller: Caller, text: string) => Promise<{ readonly ref: Ref }>;
    readonly near: (
      caller: Caller,
      names: readonly string[],
    ) => Promise<ReadonlyMap<string, readonly string[]>>;
  };
  /** The sources whose deliveries are read here. */
  readonly sources: { readonly has: (name: string) => boolean; readonly names: () => readonly string[] };
};

export type MappingHouse = MappingParts & {
  readonly atlas: LiveAtlas;
  /** Waits a moment until what was decided at a position is asked here; elsewhere it is a moment later. */
  readonly reach: (position: number) => Promise<void>;
};

const patienceMs = 2_000;

export const openHouse = (kernel: Kernel, parts: MappingParts): MappingHouse => {
  const atlas = liveAtlas(kernel, parts.catalog);
  return {
    ...parts,
    atlas,
    reach: async (position) => {
      await atlas.reach(position, patienceMs);
    },
  };
};
