/** Solves a symmetric, positive definite system by elimination. Small systems only: a few dozen unknowns. */
export const solve = (matrix: readonly (readonly number[])[], right: readonly number[]): number[] => {
  const rows = matrix.map((row, n) => [...row, right[n] ?? 0]);
  const size = rows.length;
  for (let column = 0; column < size; column += 1) {
    const lead = rows[column] ?? [];
    const pivot = lead[column] ?? 1;
    for (let below = column + 1; below < size; below += 1) {
      const row = rows[below] ?? [];
      const factor = (row[column] ?? 0) / pivot;
      for (let at = column; at <= size; at += 1) row[at] = (row[at] ?? 0) - factor * (lead[at] ?? 0);
    }
  }
  const found = new Array<number>(size).fill(0);
  for (let n = size - 1; n >= 0; n -= 1) {
    const row = rows[n] ?? [];
    let sum = row[size] ?? 0;
    for (let at = n + 1; at < size; at += 1) sum -= (row[at] ?? 0) * (found[at] ?? 0);
    found[n] = sum / (row[n] ?? 1);
  }
  return found;
};
