import { useEffect, useState } from 'react';
import { elkGraphOf, type Laid, laidFrom, type Wish } from './elk.ts';
import { layOut } from './layout.ts';
import type { Network } from './network.ts';

export type Layout =
  | { readonly is: 'laying' }
  | { readonly is: 'laid'; readonly laid: Laid; readonly network: Network }
  | { readonly is: 'failed'; readonly why: string };

/** Where a network's things stand; while it is worked out anew, the drawing before stays. */
export const useLaid = (network: Network | null, wish: Wish): Layout => {
  const [layout, setLayout] = useState<Layout>({ is: 'laying' });
  const key =
    network === null
      ? null
      : JSON.stringify([
          network.nodes.map(({ ref }) => ref),
          network.ties.map(({ id }) => id),
          wish.direction,
          wish.grouped,
        ]);
  // What only changes how a line looks is not laid out again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what changes the layout.
  useEffect(() => {
    if (network === null) return;
    let wanted = true;
    layOut(elkGraphOf(network, wish)).then(
      (root) => wanted && setLayout({ is: 'laid', laid: laidFrom(root), network }),
      (error: unknown) =>
        wanted && setLayout({ is: 'failed', why: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [key]);
  return layout;
};
