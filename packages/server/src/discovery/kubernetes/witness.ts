/** Hears of every object as the cluster tells it, before it is cut down to what is described: all there is of a kind, or one. */
export type Hear = (
  of: { readonly kind: string; readonly namespace: string | null },
  is: 'listed' | 'there' | 'gone',
  objects: readonly unknown[],
) => void;

/** Looks on while a cluster is followed, and tells on its own account. `run` ends when `signal` aborts, or rejects. */
export type Witness = { readonly hear: Hear; readonly run: (signal: AbortSignal) => Promise<void> };
