/**
 * One value of which replicas may say different things while one version gives way to another: a value never heard before
 * takes the place; one heard before only once the present one has been silent for `patienceMs`. So a rollout is one change
 * and not a change with every batch, and a rollback is one some minutes later.
 */
export type Settled = {
  value: unknown;
  /** The last time it was heard, in ms. */
  at: number;
  /** Values heard before, as JSON. */
  readonly before: Set<string>;
};

const patienceMs = 300_000;
const mostBefore = 32;

export const heardValue = (known: Settled | undefined, value: unknown, at: number): Settled => {
  if (known === undefined) return { value, at, before: new Set() };
  const said = JSON.stringify(value);
  const stands = JSON.stringify(known.value);
  if (said === stands) {
    known.at = Math.max(known.at, at);
    return known;
  }
  if (known.before.has(said) && at - known.at < patienceMs) return known;
  known.before.add(stands);
  known.before.delete(said);
  if (known.before.size > mostBefore)
    for (const oldest of known.before) if (known.before.delete(oldest)) break;
  return { value, at, before: known.before };
};
