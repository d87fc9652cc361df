import type { Difference, Differences } from '@nightjar/sdk/wire';
import { quoted } from '../../../filter/words.ts';

/** Of what the windows are compared, and by which field a filter finds it; services first. */
export const sorts = [
  { of: 'services', field: 'service', title: 'Services' },
  { of: 'kinds', field: 'kind', title: 'Kinds' },
  { of: 'actors', field: 'actor', title: 'Who' },
] as const;

export const termOf = (field: string, name: string): string => `${field}:${quoted(name)}`;

/** `3 here, none there`; `none here, 9 there`; `12 here, 4 there`. `about`: the figures are estimates. */
export const figuresOf = ({ is, here, there }: Difference, about: boolean): string => {
  const told = (n: number): string => `${about ? '~' : ''}${n.toLocaleString('en-GB')}`;
  if (is === 'appeared') return `${told(here)} here, none there`;
  if (is === 'gone') return `none here, ${told(there)} there`;
  return `${told(here)} here, ${told(there)} there`;
};

/** Nothing differs, in whatever it is compared. */
export const isAlike = (all: readonly Differences[]): boolean => all.every(({ of }) => of.length === 0);
