import type { Change } from './wire.ts';

/** What the observations of a change say together, before it is told how much it matters and what it belongs to. */
export type Told = Omit<Change, 'priority' | 'bundle' | 'bundled'>;
