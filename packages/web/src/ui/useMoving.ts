import { type RefObject, useEffect } from 'react';
import { moveFocus, moveOf } from './moving.ts';

/**
 * `j` and `k` move through the lines of `root` from anywhere but a box that is typed in; once one is on a line, so do arrows,
 * and Page Up, Page Down, Home and End lead as far as they say. From elsewhere those scroll.
 */
export const useMoving = (root: RefObject<HTMLElement | null>): void => {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (target?.closest('input, textarea, select') || event.ctrlKey || event.metaKey || event.altKey)
        return;
      const move = moveOf(event.key, target?.closest('.row, .entity-row, .source-row') != null);
      if (move !== null && root.current !== null && moveFocus(root.current, move)) event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [root]);
};
