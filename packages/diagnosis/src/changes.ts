import { affinityOf } from './affinity.ts';
import type { Case, Change } from './case.ts';
import type { ChangeFeatures, Excluded } from './features.ts';
import { rounded } from './round.ts';

const minute = 60_000;

/** Clocks of those who report changes and of those who measure are believed to so much. */
const clocks = minute;

export type When = {
  /** The row with which the trouble begins, and how long a row is. */
  readonly onset: number;
  readonly step: number;
  readonly pagedAt: number;
  /** 0 where nothing shows when it began: then the onset is the page's time, or that which somebody asked about. */
  readonly dated: number;
};

type Moment = Omit<When, 'dated'>;

/** Until when the trouble had begun at the latest: the end of its row, and not after the page. */
const surely = ({ onset, step, pagedAt }: Moment): number => Math.max(onset, Math.min(pagedAt, onset + step));

/** A change that began later cannot have done it: the onset is known to a row, and clocks to a minute. */
export const latestCause = (when: Moment): number => surely(when) + Math.max(clocks, when.step);

/** When a change was wholly in effect: when its last batch was out; a completion before the beginning is a clock that is wrong. */
const effectiveOf = ({ at, completedAt }: Change): number =>
  completedAt === undefined || completedAt < at ? at : completedAt;

const clock = (at: number): string => new Date(at).toISOString().slice(11, 19);

/** Why a change cannot have been the cause; null where it can. */
const excludedFor = (change: Change, when: When, now: number): string | null => {
  if (change.at > now)
    return `It began at ${clock(change.at)}, after the time of this diagnosis: clocks disagree.`;
  if (change.at <= latestCause(when)) return null;
  const after = when.dated === 1 ? 'after the trouble did' : 'after the time in question';
  return `It began at ${clock(change.at)}, ${after} (${clock(when.onset)}).`;
};

export const changesOf = (
  input: Pick<Case, 'changes' | 'now' | 'target'>,
  when: When,
  exposure: (change: Change) => number | null,
): { readonly changes: readonly ChangeFeatures[]; readonly excluded: readonly Excluded[] } => {
  const changes: ChangeFeatures[] = [];
  const excluded: Excluded[] = [];
  // In the order in which they happened, whatever the order in which they came.
  const inTime = [...input.changes].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  for (const change of inTime) {
    const why = excludedFor(change, when, input.now);
    if (why !== null) {
      excluded.push({ id: change.id, why });
      continue;
    }
    const begun = surely(when);
    const effective = effectiveOf(change);
    const underWay = change.at <= begun && effective > begun;
    const apart = exposure(change);
    changes.push({
      id: change.id,
      service: change.service,
      kind: change.kind,
      at: change.at,
      effectiveAt: effective,
      ageMinutes: rounded(underWay ? 0 : Math.max(0, begun - effective) / minute),
      underWay: underWay ? 1 : 0,
      exposure: apart === null ? null : rounded(apart),
      affinity: affinityOf(change, input.target.signal),
    });
  }
  return { changes, excluded };
};

/** Changes an hour and service in the look-back: how surprising it is that one lands near by chance. A day of one service with one change is put in beforehand. */
export const changeRateOf = (changes: readonly Change[], services: number, onset: number): number => {
  const before = changes.filter(({ at }) => at <= onset);
  const first = before.reduce((least, { at }) => Math.min(least, at), onset);
  const hours = Math.max(1, (onset - first) / (60 * minute));
  const touched = new Set(before.map(({ service }) => service)).size;
  return rounded((before.length + 1) / (hours * Math.max(1, Math.min(services, touched)) + 24));
};
