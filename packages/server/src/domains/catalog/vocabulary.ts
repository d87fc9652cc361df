import { normalise } from '@nightjar/query/words';

/** Names are the same whichever sign joins their words: `checkout-api`, `checkout_api`, `Checkout API`. */
export const joinedBy = (sign: string, name: string): string =>
  normalise(name)
    .replace(/[-_.\s/:@]+/g, sign)
    .replace(/^-+|(?<!-)-+$/g, '');

/** The words of a name that people misspell: of four letters or more, without digits. */
export const wordsOfName = (name: string): string[] =>
  joinedBy('-', name)
    .split('-')
    .filter((word) => /^[\p{L}\p{M}]{4,32}$/u.test(word));

/**
 * A word, and what it becomes when any one letter is left out. Two words meet in one of these if they are one edit apart:
 * a letter too many, too few, another, or two swapped. (The idea is Garbe's symmetric delete. Trigrams alone do not do:
 * `serach` shares 3 of 11 with `search`, and over 250,000 names asking for so few takes 20 to 75 ms instead of 1.)
 */
export const nearby = (word: string): string[] => {
  const letters = [...word];
  return [...new Set([word, ...letters.map((_, index) => letters.toSpliced(index, 1).join(''))])];
};
