/** The least edits (insert, delete, replace, swap two neighbours) that make `written` a beginning of `name`, and all of it. */
const edits = (written: string, name: string): { beginning: number; whole: number } => {
  const width = written.length + 1;
  let before: number[] = [];
  let row = Array.from({ length: width }, (_, index) => index);
  let beginning = row[width - 1] ?? 0;
  for (let i = 1; i <= name.length; i += 1) {
    const next = [i];
    for (let j = 1; j < width; j += 1) {
      const same = name[i - 1] === written[j - 1];
      let least = Math.min((row[j - 1] ?? 0) + (same ? 0 : 1), (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && name[i - 1] === written[j - 2] && name[i - 2] === written[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    before = row;
    row = next;
    beginning = Math.min(beginning, row[width - 1] ?? 0);
  }
  return { beginning, whole: row[width - 1] ?? 0 };
};

/** Four letters with one wrong are still a word; three with one wrong are any word. */
const forgiven = (length: number): number => (length < 4 ? 0 : length < 7 ? 1 : 2);

/**
 * How far `written` is from a word, or from its beginning: 1 an edit, 0.5 more where it only begins so. Undefined where it is
 * too far to have been meant (Damerau 1964: four in five of all typing errors are a single such edit).
 */
export const misspelt = (written: string, word: string): number | undefined => {
  const most = forgiven(written.length);
  if (most === 0 || word.length < written.length - most) return undefined;
  const { beginning, whole } = edits(written, word.slice(0, written.length + most));
  if (whole <= most && word.length <= written.length + most) return whole;
  return beginning <= most ? beginning + 0.5 : undefined;
};
