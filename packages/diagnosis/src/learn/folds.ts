/** A number that is the same for the same text everywhere (FNV-1a). */
const numberOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let n = 0; n < text.length; n += 1) hash = Math.imul(hash ^ text.charCodeAt(n), 0x01000193) >>> 0;
  return hash;
};

/** Cases apart in so many parts of equal size, all rounds of a diagnosis in one; by their ids alone, so the same each time. */
export const foldsOf = <Case extends { readonly diagnosis: string }>(
  cases: readonly Case[],
  count: number,
): Case[][] => {
  const ids = [...new Set(cases.map(({ diagnosis }) => diagnosis))].sort(
    (a, b) => numberOf(a) - numberOf(b) || (a < b ? -1 : 1),
  );
  const fold = new Map(ids.map((id, n) => [id, n % count]));
  return Array.from({ length: count }, (_, n) => cases.filter(({ diagnosis }) => fold.get(diagnosis) === n));
};
