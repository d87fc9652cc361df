import type { Features } from '../features.ts';

/** What responders settled on: one of these changes did it, or none. */
export type Truth = { readonly is: 'change'; readonly changes: readonly string[] } | { readonly is: 'none' };

/** One round of a diagnosis, with what came out. */
export type Judged = {
  readonly diagnosis: string;
  readonly round: number;
  readonly features: Features;
  readonly truth: Truth;
};

type Word = { readonly change: string | null; readonly judgement: string };

/**
 * What responders' last words come to: what most confirm. Undecided (null) where nobody confirms anything, or as many say that a
 * change did it as say that none did: who only refutes tells what it was not.
 */
export const truthOf = (words: readonly Word[]): Truth | null => {
  const confirmed = words.filter(({ judgement }) => judgement === 'confirmed');
  const changes = confirmed.flatMap(({ change }) => change ?? []);
  const none = confirmed.length - changes.length;
  if (changes.length === none) return null;
  return changes.length < none ? { is: 'none' } : { is: 'change', changes: [...new Set(changes)].sort() };
};
