/** Seconds a slot. Each divides the next, and the finest is what points are counted in first. */
export const resolutions = [10, 60, 600, 3600] as const;
export type Resolution = (typeof resolutions)[number];
export const finest: Resolution = resolutions[0];

/** An hour of the finest, fifteen days of the coarsest. */
const slotsOfSegment = 360;

/** So long after the end of a segment its points may come in: whoever was cut off for an hour loses nothing. */
export const graceMs = 3_600_000;
/** A point that was just taken is written by then, or never. */
const writeMs = 60_000;
/** No statement takes longer than a minute; two, for clocks of servers that differ. */
const settleMs = writeMs + 120_000;
/** By what clocks of good will are off. */
const earliestMs = 300_000;

/** When the slot or segment begins in which a moment lies. All times are ms since 1970. */
const beginOf = (ms: number, spanMs: number): number => Math.floor(ms / spanMs) * spanMs;

export const slotMs = (resolution: Resolution): number => resolution * 1000;
export const segmentMs = (resolution: Resolution): number => slotMs(resolution) * slotsOfSegment;
export const slotOf = (ms: number, resolution: Resolution): number => beginOf(ms, slotMs(resolution));
export const segmentOf = (ms: number, resolution: Resolution): number => beginOf(ms, segmentMs(resolution));

const endOf = (ms: number, resolution: Resolution): number =>
  segmentOf(ms, resolution) + segmentMs(resolution);

/** Coarser segments contain the finer ones, so what the finest takes all take. */
export const whenOf = (ms: number, now: number): 'in time' | 'late' | 'early' => {
  if (ms > now + earliestMs) return 'early';
  return endOf(ms, finest) + graceMs > now ? 'in time' : 'late';
};

/** Whether a slot that was heard of in time may still be written. */
export const isWritable = (slot: number, resolution: Resolution, now: number): boolean =>
  endOf(slot, resolution) + graceMs + writeMs > now;

/** Whether the segment in which a moment lies will never change again. */
export const isSettled = (ms: number, resolution: Resolution, now: number): boolean =>
  endOf(ms, resolution) + graceMs + settleMs <= now;

/** Segments that begin before this are settled. */
export const settledBefore = (resolution: Resolution, now: number): number =>
  segmentOf(now - graceMs - settleMs, resolution);

/** The finest resolution in which a span has at most so many slots; the coarsest where none has. */
export const fitting = (
  spanMs: number,
  slots: number,
  from: readonly Resolution[] = resolutions,
): Resolution => from.find((resolution) => spanMs / slotMs(resolution) <= slots) ?? 3600;
