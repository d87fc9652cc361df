import type { SourceCard } from '@nightjar/sdk/wire';
import { stateWords } from './words.ts';

/** How a source stands, in a word, with a dot for the eye. */
export const StateMark = ({ state }: Pick<SourceCard, 'state'>) => (
  <span className={`source-state is-${state}`}>
    <i aria-hidden="true" />
    {stateWords[state]}
  </span>
);
