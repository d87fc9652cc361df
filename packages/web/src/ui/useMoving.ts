import type { RefObject } from 'react';
import { movingActions } from '../actions/moving-actions.ts';
import { useActions } from '../actions/registry.ts';

/** `j` and `k` move through the lines of `root` from anywhere but a box that is typed in; arrows, once one is in them. */
export const useMoving = (root: RefObject<HTMLElement | null>): void => useActions(movingActions(root));
