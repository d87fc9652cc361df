/** Where a slider over an entity's moments stands: on one of them, or at now, which is its last stop. */
export type Stops = {
  /** Milliseconds since the epoch, oldest first, each once. */
  readonly moments: readonly number[];
  /** 0 to `moments.length`; that last one is now. */
  readonly at: number;
};

/**
 * The stop for an instant: the last moment not after it, since what stood then stood from that moment on. Before the first,
 * the first.
 */
export const stopsOf = (moments: readonly string[], at: string | null): Stops => {
  const all = [...new Set(moments.map(Date.parse))].filter((it) => !Number.isNaN(it)).sort((a, b) => a - b);
  if (at === null) return { moments: all, at: all.length };
  const asked = Date.parse(at);
  const after = all.findIndex((moment) => moment > asked);
  return { moments: all, at: Math.max(0, (after === -1 ? all.length : after) - 1) };
};

/** The instant of a stop, as it stands in the address; null for now. */
export const instantOf = ({ moments }: Stops, stop: number): string | null => {
  const moment = moments[stop];
  return moment === undefined ? null : new Date(moment).toISOString();
};
