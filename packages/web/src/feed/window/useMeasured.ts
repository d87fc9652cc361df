import { type RefObject, useEffect, useRef } from 'react';
import { median } from '../../ui/median.ts';
import { blockAt, placeNamed, type Roll } from '../roll.ts';
import type { Heights } from './heights.ts';

const heightOf = (element: Element): number => element.getBoundingClientRect().height;

/**
 * Tells `heights` how high the lines in the document are, and `learnt` when that was news: whenever the list has become higher
 * or lower than it was, which it does not where every line is as high as it was taken for.
 */
export const useMeasured = (
  list: RefObject<HTMLElement | null>,
  roll: Roll,
  heights: Heights,
  learnt: () => void,
): void => {
  const now = useRef(roll);
  now.current = roll;

  useEffect(() => {
    const root = list.current;
    if (root === null) return;
    let width = 0;
    const measure = (): void => {
      const before = heights.version();
      const lines = [...root.querySelectorAll<HTMLElement>('[data-line]')].map((line) => ({
        name: line.dataset['line'] ?? '',
        open: line.classList.contains('open'),
        px: heightOf(line),
      }));
      const usual = median(lines.filter(({ open }) => !open).map(({ px }) => px));
      // Another width: every line may be of another height.
      if (root.clientWidth !== width && !Number.isNaN(usual)) {
        width = root.clientWidth;
        const heading = root.querySelector('h2');
        heights.begin(usual, heading === null ? heights.heading() : heightOf(heading));
      }
      for (const { name, px } of lines) {
        if (heights.knows(name, px)) continue;
        const place = placeNamed(now.current, name);
        const block = place === -1 ? undefined : now.current.blocks[blockAt(now.current, place)];
        if (block !== undefined) heights.measured(block, name, px);
      }
      if (heights.version() !== before) learnt();
    };
    const seen = new ResizeObserver(measure);
    seen.observe(root);
    return () => seen.disconnect();
  }, [list, heights, learnt]);
};
