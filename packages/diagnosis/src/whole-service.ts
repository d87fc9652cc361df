import type { Table, Track } from './table.ts';

const keyOf = ({ service, peer, signal, stat }: Track): string =>
  JSON.stringify([service, peer, signal, stat]);

/** One series from those of the instances: counts add up, everything else is averaged over those that report. */
const together = (parts: readonly Track[]): Float64Array => {
  const [first] = parts;
  const adds = first?.kind === 'requests' || (first?.kind === 'errors' && !isRatio(parts));
  return (first?.values ?? new Float64Array()).map((_, row) => {
    let sum = 0;
    let n = 0;
    for (const { values } of parts) {
      const value = values[row] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      sum += value;
      n += 1;
    }
    return n === 0 ? Number.NaN : adds ? sum : sum / n;
  });
};

/** Whether errors are told as a share of the requests: then no value is above 1 and one at least is none of 0 and 1. */
export const isRatio = (tracks: readonly Pick<Track, 'values'>[]): boolean => {
  let broken = false;
  for (const { values } of tracks) {
    for (const value of values) {
      if (value > 1) return false;
      if (value > 0 && value < 1) broken = true;
    }
  }
  return broken;
};

/** Adds the series of a whole service where only its instances report. */
export const withWholeServices = (table: Table): Table => {
  const whole = new Set(table.tracks.filter(({ instance }) => instance === null).map(keyOf));
  const parts = new Map<string, Track[]>();
  for (const track of table.tracks) {
    const key = keyOf(track);
    if (track.instance === null || whole.has(key)) continue;
    parts.set(key, [...(parts.get(key) ?? []), track]);
  }
  const added = [...parts.values()].flatMap((tracks) =>
    tracks[0] === undefined ? [] : [{ ...tracks[0], instance: null, values: together(tracks) }],
  );
  return { ...table, tracks: [...table.tracks, ...added] };
};
