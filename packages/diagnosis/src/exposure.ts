import { baselineOf } from './baseline.ts';
import type { Change } from './case.ts';
import { natureOf } from './signal.ts';
import { pointsIn, type Span } from './span.ts';
import { strengthOf } from './strength.ts';
import type { Table, Track } from './table.ts';

/** From so many spreads on an instance is off. */
const off = 5;

const shareOff = (tracks: readonly Track[], level: number, spread: number, since: Span): number => {
  const { bad } = natureOf(tracks[0]?.kind ?? 'other');
  const sick = tracks.filter(({ values }) => {
    const rows = values.subarray(since.from, since.until).map((value) => {
      const d = (value - level) / spread;
      return bad === 0 ? Math.abs(d) : bad * d;
    });
    return strengthOf(rows, 0, rows.length) > off;
  });
  return sick.length / tracks.length;
};

/**
 * The share of a change's new instances that are off since the onset, less the share of the old: 1 says that exactly what it brought
 * is sick, 0 that both fare alike. A difference in differences without a regression (ChangeRCA, FSE 2024): both are held against
 * what the instances of the service were before, since new ones have no past of their own. The signal that tells most counts. Null
 * where no signal is known of both.
 */
export const exposureOf = (
  change: Pick<Change, 'service' | 'newInstances' | 'oldInstances'>,
  table: Table,
  before: Span,
  since: Span,
): number | null => {
  const young = new Set(change.newInstances ?? []);
  const old = new Set(change.oldInstances ?? []);
  if (young.size === 0) return null;
  const groups = new Map<string, Track[]>();
  for (const track of table.tracks) {
    if (track.service !== change.service || track.instance === null || track.peer !== null) continue;
    if (natureOf(track.kind).bad === 0) continue;
    const key = JSON.stringify([track.signal, track.stat]);
    groups.set(key, [...(groups.get(key) ?? []), track]);
  }
  let most: number | null = null;
  for (const tracks of groups.values()) {
    const present = ({ values }: Track): boolean => pointsIn(values, since).length > 0;
    const ofNew = tracks.filter((track) => young.has(track.instance ?? '') && present(track));
    const ofOld = tracks.filter(
      (track) =>
        (old.size === 0 ? !young.has(track.instance ?? '') : old.has(track.instance ?? '')) && present(track),
    );
    if (ofNew.length === 0 || ofOld.length === 0) continue;
    const past = tracks.flatMap(({ values }) => pointsIn(values, before));
    const baseline = baselineOf(tracks[0]?.kind ?? 'other', past, [], () => Math.max(...past.map(Math.abs)));
    if (baseline === null) continue;
    const apart =
      shareOff(ofNew, baseline.level, baseline.spread, since) -
      shareOff(ofOld, baseline.level, baseline.spread, since);
    if (most === null || Math.abs(apart) > Math.abs(most) || (apart > most && apart === -most)) most = apart;
  }
  return most;
};
