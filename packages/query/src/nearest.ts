/** Edits (insert, delete, replace) between two short texts: Levenshtein 1966, one row at a time. */
const distance = (from: string, to: string): number => {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
};

/** The candidate that a slip of the finger could have meant, if there is one: at most a third of it wrong, else one that begins so. */
export const nearest = (written: string, candidates: readonly string[]): string | undefined => {
  if (written.length > 32) return undefined;
  const ranked = candidates
    .map((candidate) => ({ candidate, edits: distance(written, candidate) }))
    .filter(({ candidate, edits }) => edits <= Math.max(1, Math.floor(candidate.length / 3)))
    .sort((left, right) => left.edits - right.edits);
  if (ranked[0] !== undefined) return ranked[0].candidate;
  return written.length < 2 ? undefined : candidates.find((candidate) => candidate.startsWith(written));
};
