/** What the page asks its worker, and what that answers. Both may be of different versions for a while: only ever add. */
export type Asked =
  | { readonly is: 'state' }
  /** Fetch what is kept of the catalog anew. `me`: what the catalog may call whoever is signed in. */
  | { readonly is: 'keep'; readonly me: string | null }
  | { readonly is: 'forget' };

/** What is kept on this device. Times in milliseconds since the epoch. */
export type KeptState = {
  /** The build of the pages that the worker came with. */
  readonly version: string;
  readonly catalog: {
    readonly at: number;
    readonly services: number;
    readonly whole: boolean;
    readonly bytes: number;
  } | null;
  /** Pages and feeds that were looked at. */
  readonly answers: number;
  readonly bytes: number;
  readonly newest: number | null;
  /** Kept, but not shown before somebody signs in. */
  readonly hidden: boolean;
  /** The browser had no room for more. */
  readonly full: boolean;
};

/** On an answer that the worker gave from what it keeps: when the server gave it, ISO 8601. */
export const keptAtHeader = 'nightjar-kept-at';
/** And why the server was not asked, or not believed. */
export const keptWhyHeader = 'nightjar-kept-why';

/**
 * `silent`: nobody answered. `slow`: not in time. `unwell`: a proxy or Nightjar itself said 502, 503 or 504. `garbled`: something
 * else answered.
 */
export type Why = 'silent' | 'slow' | 'unwell' | 'garbled';
