/** What is kept while there is room for it. `at` in ms: when it was last heard, or learned of. */
type Kept = { readonly at: number };

/**
 * Silent for this long, a thing may lose its place to a new one. Were it less, a hundred and one environments that are all alive
 * would take turns in a hundred places, and each turn is a fact.
 */
const silentMs = 3_600_000;

/** Makes room for one more where there may be `most`: who has been silent longest leaves. False where nobody has been for long. */
export const makeRoom = (kept: Map<string, Kept>, most: number, now: number): boolean => {
  if (kept.size < most) return true;
  let oldest: string | undefined;
  let until = now - silentMs;
  for (const [key, { at }] of kept) if (at <= until) [oldest, until] = [key, at];
  return oldest !== undefined && kept.delete(oldest);
};

/**
 * Which of the things that stand are to be taken over, with room made for them. Where there is not room for all, what another
 * process has told goes before what nobody has told yet: else two that hear different halves would take turns for ever. What
 * this one has told and keeps no longer has lost its place.
 */
export const takenOver = (
  kept: Map<string, Kept>,
  most: number,
  stands: ReadonlySet<string>,
  told: ReadonlySet<string>,
): string[] => {
  const unknown = [...stands].filter((key) => !kept.has(key));
  if (kept.size + unknown.length <= most) return unknown;
  const others = unknown.filter((key) => !told.has(key)).slice(0, most);
  const spare = [...kept.keys()].filter((key) => !stands.has(key));
  for (const key of spare.slice(0, Math.max(0, kept.size + others.length - most))) kept.delete(key);
  return others.slice(0, Math.max(0, most - kept.size));
};
