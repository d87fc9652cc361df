import { type RefObject, useEffect } from 'react';
import { moveFocus, stepOf } from './moving.ts';

/** `j` and `k` move through the lines of `root` from anywhere but a box that is typed in; arrows, once one is in them. */
export const useMoving = (root: RefObject<HTMLElement | null>): void => {
  useEffect(() => {
    const move = (event: KeyboardEvent): void => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (target?.closest('input, textarea, select') || event.ctrlKey || event.metaKey || event.altKey)
        return;
      if (
        event.key.startsWith('Arrow') &&
        target?.closest('.row, .entity-row, .source-row, .alert-title') == null
      )
        return;
      const step = stepOf(event.key);
      if (step !== 0 && root.current !== null && moveFocus(root.current, step)) event.preventDefault();
    };
    addEventListener('keydown', move);
    return () => removeEventListener('keydown', move);
  }, [root]);
};
