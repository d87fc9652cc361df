/** Insertions, deletions and substitutions between two texts (Levenshtein), one row at a time. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substituted = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, substituted));
    }
    row = next;
  }
  return row[b.length] ?? 0;
};

/** The name that takes the fewest changes to write instead. */
export const nearest = (name: string, known: readonly string[]): string | undefined =>
  known.map((it) => ({ it, far: distance(name, it) })).sort((a, b) => a.far - b.far)[0]?.it;
