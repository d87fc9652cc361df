/** What became of a look at the log. */
export type Stepped =
  /** Another process holds the row; `pos` is where the checkpoint stood when last seen. */
  | { readonly is: 'elsewhere'; readonly pos: number }
  | { readonly is: 'idle'; readonly pos: number }
  /** The log has grown by nothing that concerns the follower: known here, not stored yet. */
  | { readonly is: 'passed'; readonly pos: number }
  | { readonly is: 'applied'; readonly pos: number; readonly head: number }
  | { readonly is: 'halted'; readonly pos: number; readonly why: string }
  /** The log ends before the checkpoint: what a model was made from is no longer all there. */
  | { readonly is: 'lost'; readonly pos: number; readonly why: string }
  | { readonly is: 'gone' };
