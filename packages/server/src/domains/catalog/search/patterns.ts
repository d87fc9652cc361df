import { allWords, beginsWith, contains, wordBeginning } from '@nightjar/query/pattern';
import { chunks } from '@nightjar/query/words';
import { joinedBy } from '../vocabulary.ts';
import { joinedText, type Needle } from './needle.ts';

/** A joined name as a pattern in which any one sign may stand where words join. */
const anySign = (pattern: string): string => pattern.replaceAll('-', '_');

const meanings = ({ text, synonyms, corrections }: Needle): string[] => [
  text,
  ...synonyms,
  ...corrections.map((it) => it.text),
];

/** All that a needle may be written as: itself first. */
export const spellings = (needle: Needle): string[] => [
  ...new Set(
    meanings(needle)
      .map((it) => joinedBy('-', it))
      .filter((it) => it !== ''),
  ),
];

/** What the names are asked for: the word and its synonyms; of several words the name that they make together. */
export const wholes = (needles: readonly Needle[]): string[] => {
  const [only, second] = needles;
  if (only !== undefined && second === undefined) return spellings(only);
  const together = joinedText(needles);
  return together === '' ? [] : [together];
};

/** Names that begin so: the stretch of the index, and the pattern for what may stand where words join. */
export const beginning = (whole: string): { low: string; high: string; like: string } => {
  const low = whole.split('-')[0] ?? whole;
  // The last code point: nothing that begins so comes after it.
  return { low, high: `${low}\u{10FFFF}`, like: anySign(beginsWith(whole)) };
};

/** For each needle the patterns of names that hold it; null where it is too short for a trigram, so that no index would serve. */
export const inside = (needle: Needle): string[] | null => {
  const all = spellings(needle);
  return all.length > 0 && all.every((it) => /[^-]{3}/.test(it))
    ? all.map((it) => anySign(contains(it)))
    : null;
};

/** A tsquery of what must be said: each word, from three letters on also as a beginning, or one that means the same. */
export const said = (needle: Needle): string => {
  if (needle.is === 'phrase') {
    const parts = [...chunks(needle.text)].flatMap((chunk) => chunk.parts);
    return allWords([...new Set(parts)]);
  }
  const any = meanings(needle).map((it) =>
    needle.is === 'beginning' || it.length >= 3 ? wordBeginning(it) : allWords([it]),
  );
  return `(${any.join(' | ')})`;
};
