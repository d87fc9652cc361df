import type { Case } from './case.ts';
import { type Deviation, deviationsOf } from './deviation.ts';
import { cap, type Excursion, enoughEvidence, excursionOf } from './excursion.ts';
import { kindOf } from './signal.ts';
import { rowAt, type Span } from './span.ts';
import type { Table, Track } from './table.ts';

const minute = 60_000;

/** A page is about what begins at most so long before it, or by so long after it. */
const reach = { before: 60 * minute, after: 15 * minute } as const;
/** The rows that end so long before the page are taken for safe while the onset is looked for. */
const margin = 5 * minute;

/** The alerting series: those of the paged signal of the service; else what its callers see; else its other symptoms. */
export const symptomsOf = (
  deviations: readonly Deviation[],
  { service, signal }: Case['target'],
): Deviation[] => {
  const kind = kindOf(signal);
  const alike = (one: Deviation): boolean =>
    one.track.kind === kind && (kind !== 'other' || one.track.signal === signal);
  const own = deviations.filter(({ track }) => track.service === service && track.peer === null);
  const choices = [
    own.filter((one) => alike(one) && one.track.instance === null),
    own.filter(alike),
    deviations.filter((one) => one.track.peer === service && alike(one)),
    own.filter(({ track }) => ['latency', 'errors', 'success'].includes(track.kind)),
  ];
  return choices.find((choice) => choice.length > 0) ?? [];
};

const preferred = ['', 'average', 'avg', 'mean', 'sum', 'total'];

/** Of the alerting series the one that adds up best: a mean before a median, that before the high percentiles. */
export const mainOf = (symptoms: readonly Deviation[]): Deviation | null => {
  const rank = ({ track }: Deviation): string => {
    const at = preferred.indexOf(track.stat.toLowerCase());
    return `${at < 0 ? preferred.length : at} ${track.stat} ${track.signal}`;
  };
  return symptoms.reduce<Deviation | null>(
    (best, one) => (best === null || rank(one) < rank(best) ? one : best),
    null,
  );
};

export type Onset = {
  /** The row with which the trouble begins. */
  readonly row: number;
  readonly excursion: Excursion;
  readonly symptom: Deviation;
};

/** The strongest excursion of the alerting series around the page; null where none is more than a row of noise. */
export const onsetOf = (
  symptoms: readonly Deviation[],
  span: Span,
): { readonly found: Onset | null; readonly evidence: number } => {
  let found: Onset | null = null;
  for (const symptom of symptoms) {
    const excursion = excursionOf(symptom.rows, span.from, span.until);
    if (excursion === null) continue;
    const best = found?.excursion;
    if (
      best === undefined ||
      excursion.evidence > best.evidence ||
      (excursion.evidence === best.evidence && excursion.from < best.from)
    )
      found = { row: excursion.from, excursion, symptom };
  }
  const evidence = found?.excursion.evidence ?? 0;
  return { found: evidence > enoughEvidence ? found : null, evidence };
};

/** The rows that a page may be about. */
export const reachOf = (table: Table, { pagedAt, now }: Pick<Case, 'pagedAt' | 'now'>): Span => ({
  from: rowAt(table, pagedAt - reach.before),
  until: rowAt(table, Math.min(now, pagedAt + reach.after) + 1),
});

/** Until when rows are safe while the onset is not known: five minutes before the page, or half of what there is before it. */
const safeBeforePage = (table: Table, pagedAt: number): number => {
  const first = table.times[0] ?? pagedAt;
  return Math.max(pagedAt - margin, 0) > first + margin
    ? pagedAt - margin
    : first + Math.max(0, pagedAt - first) / 2;
};

/** The alerting series against what was before the page. */
export const symptomsBeforePage = (
  table: Table,
  { pagedAt, target }: Pick<Case, 'pagedAt' | 'target'>,
): Deviation[] => {
  const tracks = table.tracks.filter(({ service, peer }) => (peer ?? service) === target.service);
  return symptomsOf(deviationsOf({ ...table, tracks }, safeBeforePage(table, pagedAt)), target);
};

/**
 * Where the alerting series shows nothing: how far all series together are off in each row (each counts for at most `cap`), as a
 * series of its own. When many things move at once, something began.
 */
export const unrestOf = (table: Table, pagedAt: number): Deviation[] => {
  const safe = safeBeforePage(table, pagedAt);
  const all = deviationsOf(table, safe).filter(({ track }) => track.instance === null);
  if (all.length === 0) return [];
  const values = new Float64Array(table.times.length).map((_, row) => {
    let sum = 0;
    let n = 0;
    for (const { rows } of all) {
      const d = rows[row] ?? Number.NaN;
      if (Number.isNaN(d)) continue;
      sum += Math.min(Math.abs(d), cap);
      n += 1;
    }
    return n === 0 ? Number.NaN : sum / n;
  });
  const track: Track = {
    service: '',
    instance: null,
    peer: null,
    signal: 'unrest',
    kind: 'latency',
    stat: '',
    values,
  };
  return deviationsOf({ ...table, tracks: [track] }, safe);
};
