export type Scored = { readonly name: string; readonly score: number };

/** Where the true one stands: how many are better, and how many share its score with it (itself counted); null when it is not named. */
const placeOf = (
  ranking: readonly Scored[],
  truth: string,
): { readonly better: number; readonly ties: number } | null => {
  const own = ranking.find(({ name }) => name === truth);
  if (own === undefined) return null;
  return {
    better: ranking.filter(({ score }) => score > own.score).length,
    ties: ranking.filter(({ score }) => score === own.score).length,
  };
};

/** Expected hit within the first k when equal scores share their places: clamp((k - better) / ties, 0, 1). */
export const hitAt = (k: number, ranking: readonly Scored[], truth: string): number => {
  const place = placeOf(ranking, truth);
  return place === null ? 0 : Math.min(1, Math.max(0, (k - place.better) / place.ties));
};

/** Expected reciprocal rank: the mean of 1/rank over the places that equal scores share. */
export const reciprocalRank = (ranking: readonly Scored[], truth: string): number => {
  const place = placeOf(ranking, truth);
  if (place === null) return 0;
  let sum = 0;
  for (let i = 1; i <= place.ties; i++) sum += 1 / (place.better + i);
  return sum / place.ties;
};
