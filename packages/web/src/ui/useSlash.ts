import type { RefObject } from 'react';
import { boxActions } from '../actions/box-actions.ts';
import { useActions } from '../actions/registry.ts';

/** `/` leads into the box from anywhere but another box, to the end of what stands in it. */
export const useSlash = (input: RefObject<HTMLInputElement | null>, what = 'Filter what is shown'): void =>
  useActions(boxActions(input, what));
