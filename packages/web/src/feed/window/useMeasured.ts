import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { median } from '../../ui/median.ts';
import { blockAt, placeNamed, type Roll } from '../roll.ts';
import type { Heights } from './heights.ts';

const heightOf = ({ borderBoxSize, contentRect }: ResizeObserverEntry): number =>
  borderBoxSize[0]?.blockSize ?? contentRect.height;

/** Tells `heights` how high the lines in the document are, and `learnt` when that was news. */
export const useMeasured = (
  list: RefObject<HTMLElement | null>,
  roll: Roll,
  heights: Heights,
  learnt: () => void,
): void => {
  const now = useRef(roll);
  now.current = roll;
  const observer = useRef<ResizeObserver | null>(null);
  const observed = useRef(new Set<Element>());

  useEffect(() => {
    let width = 0;
    const begin = (root: HTMLElement): void => {
      const lines = [...root.querySelectorAll<HTMLElement>('.line:not(.open)')];
      if (lines.length === 0) return;
      width = root.clientWidth;
      const heading = root.querySelector('h2')?.getBoundingClientRect().height ?? heights.heading();
      heights.begin(median(lines.map((line) => line.getBoundingClientRect().height)), heading);
    };
    const seen = new ResizeObserver((entries) => {
      const root = list.current;
      if (root === null) return;
      const before = heights.version();
      // Another width: every line may be of another height.
      if (root.clientWidth !== width) begin(root);
      for (const entry of entries) {
        const name = (entry.target as HTMLElement).dataset['line'];
        if (name === undefined || !entry.target.isConnected) continue;
        const place = placeNamed(now.current, name);
        const block = place === -1 ? undefined : now.current.blocks[blockAt(now.current, place)];
        if (block !== undefined) heights.measured(block, name, heightOf(entry));
      }
      if (heights.version() !== before) learnt();
    });
    observer.current = seen;
    for (const line of observed.current) seen.observe(line);
    return () => seen.disconnect();
  }, [list, heights, learnt]);

  // After each drawing: others stand in the document than before.
  useLayoutEffect(() => {
    for (const line of observed.current)
      if (!line.isConnected) {
        observed.current.delete(line);
        observer.current?.unobserve(line);
      }
    for (const line of list.current?.querySelectorAll('[data-line]') ?? [])
      if (!observed.current.has(line)) {
        observed.current.add(line);
        observer.current?.observe(line);
      }
  });
};
