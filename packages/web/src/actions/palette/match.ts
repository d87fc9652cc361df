/** A stretch of a text, half-open, in UTF-16 units. */
export type Mark = readonly [from: number, to: number];

/** How a text meets what is typed: the more the nearer, and which letters to mark. */
export type Meeting = { readonly near: number; readonly marks: readonly Mark[] };

const fold = (text: string): string => text.toLowerCase();

const wordsIn = (typed: string): readonly string[] => fold(typed).split(/\s+/).filter(Boolean);

const isBeginning = (text: string, at: number): boolean =>
  at === 0 || /[\s\-_./:@(]/.test(text[at - 1] ?? '');

/** Where a word stands in a text: at the beginning of one of its words where there is such a place. */
const placeOf = (text: string, word: string): number => {
  let first = -1;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (isBeginning(text, at)) return at;
    if (first < 0) first = at;
  }
  return first;
};

/** `gtc` for `Go to the catalog`: the first letters of words, in order, some left out. */
const initials = (text: string, typed: string): readonly Mark[] | null => {
  const marks: Mark[] = [];
  let wanted = 0;
  for (let at = 0; at < text.length && wanted < typed.length; at += 1)
    if (isBeginning(text, at) && text[at] === typed[wanted]) {
      marks.push([at, at + 1]);
      wanted += 1;
    }
  return wanted === typed.length && typed.length > 1 ? marks : null;
};

/** Marks that touch or overlap become one. */
const joined = (marks: readonly Mark[]): readonly Mark[] =>
  marks
    .toSorted(([a], [b]) => a - b)
    .reduce<Mark[]>((all, [from, to]) => {
      const last = all.at(-1);
      if (last !== undefined && from <= last[1]) all[all.length - 1] = [last[0], Math.max(last[1], to)];
      else all.push([from, to]);
      return all;
    }, []);

/**
 * Every word that is typed must stand in the text or begin one of the other words; null where one does not. 3 for a whole text that
 * begins so, 2 for beginnings of words, 1 within words or by other words, 0.5 by first letters.
 */
export const meets = (text: string, typed: string, others = ''): Meeting | null => {
  const folded = fold(text);
  const words = wordsIn(typed);
  if (words.length === 0) return { near: 0, marks: [] };
  const marks: Mark[] = [];
  let near = folded.startsWith(words.join(' ')) ? 3 : 2;
  for (const word of words) {
    const at = placeOf(folded, word);
    if (at >= 0) {
      marks.push([at, at + word.length]);
      if (!isBeginning(folded, at)) near = Math.min(near, 1);
      continue;
    }
    if (!wordsIn(others).some((other) => other.startsWith(word))) {
      const first = words.length === 1 ? initials(folded, word) : null;
      return first === null ? null : { near: 0.5, marks: joined(first) };
    }
    near = Math.min(near, 1);
  }
  return { near, marks: joined(marks) };
};

/** Marks for a text that was found elsewhere: the words of what is typed that stand in it. */
export const marksIn = (text: string, typed: string): readonly Mark[] => {
  const folded = fold(text);
  // Lower case may be longer than what it was made of (İ): then nothing is marked rather than the wrong letters.
  if (folded.length !== text.length) return [];
  return joined(
    wordsIn(typed).flatMap((word): Mark[] => {
      const at = placeOf(folded, word);
      return at < 0 ? [] : [[at, at + word.length]];
    }),
  );
};
