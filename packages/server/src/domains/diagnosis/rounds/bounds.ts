const minute = 60_000;

/** What a diagnosis looks at, at most. A case of 200 services with a thousand series costs some tens of milliseconds. */
export const bounds = {
  /** Calls between the service and what is looked at. */
  depth: 3,
  services: 200,
  series: 2_000,
  /** Changes within reach; the nearest to the onset. */
  changes: 2_000,
  /** Changes that may be about anything, since all of an environment hangs on them. */
  everywhere: 100,
  /** Of changes that began after the onset so many are told as excluded. */
  later: 20,
  /** How long before the onset a change may have been made: what acts later is seldom found by its time. */
  lookBackMs: 6 * 60 * minute,
  /** How much of each series is read before the page: what is usual is told from it. */
  usualMs: 3 * 60 * minute,
  /** After that nothing more is learnt: the last round is 15 minutes after the page. */
  afterMs: 30 * minute,
} as const;

/** Kinds of changes on which all of an environment may hang, whatever service they name. */
export const everywhereKinds: readonly string[] = ['infrastructure', 'config', 'flag', 'certificate'];
