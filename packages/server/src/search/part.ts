import type { Caller } from '@nightjar/kernel/caller';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Found, SearchHit } from './wire.ts';

export type SearchWish = {
  /** As it was typed, trimmed, with something in it. */
  readonly text: string;
  /** Its words (packages/query), at least one, the last as far as it is typed. */
  readonly words: readonly [string, ...string[]];
  readonly limit: number;
  readonly now: Date;
};

/** What a domain gives to the search: app.ts puts them together, so that none knows another. */
export type SearchPart = {
  readonly of: Found;
  /** The nearest first, at most `limit`. Bounded by indexes, whatever is asked. */
  readonly find: (
    kernel: Kernel,
    caller: Caller,
    wish: SearchWish,
  ) => Promise<readonly Omit<SearchHit, 'group'>[]>;
};
