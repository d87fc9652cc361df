/**
 * Patterns of paths, written by whoever may push to a repository, so never as a regular expression: of `a*a*a*a*a*b` V8 tries
 * every way to share out 150 letters (2.5 s), and `*a*a*a*a*b` took 18.8 s for 300. Here a star that has taken in too little
 * takes in one more, and those before it are never asked again: they need not be, since what lies right of them is free.
 */

/** Any text, the empty one too. */
export const star = -1;
/** Any single character (a unit of UTF-16). */
export const one = -2;
/** Characters by their code units, `star` and `one`. */
export type Segment = readonly number[];
/** Any number of segments, none too: `**`. */
export const anyDepth = 'any depth';

export const unitsOf = (text: string): number[] => Array.from(text, (_, at) => text.charCodeAt(at));

/**
 * Does all of `text` match all of `pattern`? In steps of at most one after the other's length: where what comes after the last
 * `isMany` does not match, it takes in one more of the text.
 */
const matchesAll = <Part, One>(
  pattern: readonly Part[],
  text: { readonly length: number; readonly [at: number]: One },
  isMany: (part: Part) => boolean,
  matches: (part: Part, one: One) => boolean,
): boolean => {
  let [at, next] = [0, 0];
  let last: { readonly next: number; at: number } | null = null;
  while (at < text.length) {
    const part = pattern[next];
    if (part !== undefined && isMany(part)) {
      next += 1;
      last = { next, at };
    } else if (part !== undefined && matches(part, text[at] as One)) {
      next += 1;
      at += 1;
    } else if (last !== null) {
      last.at += 1;
      [at, next] = [last.at, last.next];
    } else return false;
  }
  while (next < pattern.length && isMany(pattern[next] as Part)) next += 1;
  return next === pattern.length;
};

const matchesSegment = (pattern: Segment, units: readonly number[]): boolean =>
  matchesAll(
    pattern,
    units,
    (part) => part === star,
    (part, unit) => part === one || part === unit,
  );

/** Whether a path, taken apart at its slashes, is what the segments say. No star reaches over a slash but `anyDepth`. */
export const globOf =
  (segments: readonly (Segment | typeof anyDepth)[]) =>
  (path: string): boolean =>
    matchesAll(
      segments,
      path.split('/').map(unitsOf),
      (part) => part === anyDepth,
      (part, units) => part !== anyDepth && matchesSegment(part, units),
    );
