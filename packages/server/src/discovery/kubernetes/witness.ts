/**
 * Looks on while a cluster is followed, and tells on its own account. `look` takes of an object, as the cluster gives it, what is to be
 * remembered: at once, so that a list is never held whole; null or undefined: nothing. `hear` is handed those again, and nothing else.
 */
export type Witness = {
  readonly look: (kind: string, object: unknown) => unknown;
  /** All there is of a kind, in one namespace or (null) in all of them; or one object that changed, or went. */
  readonly hear: (
    of: { readonly kind: string; readonly namespace: string | null },
    is: 'listed' | 'there' | 'gone',
    looks: readonly unknown[],
  ) => void;
  /** Ends when `signal` aborts; rejects where what was heard cannot be told. */
  readonly run: (signal: AbortSignal) => Promise<void>;
};
