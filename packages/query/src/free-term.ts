import type { Term } from './ast.ts';
import { Unreadable } from './problem.ts';
import type { Written } from './scan.ts';
import { chunks, normalise } from './words.ts';

/** A phrase; a phrase of one plain word is that word, which saves the look at the text. */
const phrase = (text: string): Term => {
  const normalised = normalise(text);
  const parts = [...new Set([...chunks(normalised)].flatMap((chunk) => chunk.parts))];
  return parts[0] === normalised
    ? { is: 'word', word: normalised }
    : { is: 'phrase', text: normalised, words: parts };
};

/**
 * A word, a beginning or a phrase. `checkout-api` is one word, the joined form that words.ts keeps (so one probe of the index
 * finds even a rare name among common parts); `acme/checkout` is two chunks and therefore a phrase.
 */
export const freeTerm = (written: Written): Term => {
  const [first, second] = chunks(written.text);
  if (first === undefined)
    throw new Unreadable(
      'query-no-word',
      written,
      'There is no letter or digit to search for.',
      'Every search needs at least one word.',
    );
  if (written.star && (written.quoted || second !== undefined))
    throw new Unreadable(
      'query-bad-wildcard',
      written,
      'A * works on one word.',
      'Write the words apart, the last with its *: deploy time*.',
    );
  if (written.star) return { is: 'prefix', word: first.whole };
  return written.quoted || second !== undefined ? phrase(written.text) : { is: 'word', word: first.whole };
};
