import { costOf, likeness, shareOf } from './budget.ts';
import type { Deviation } from './deviation.ts';
import { enoughEvidence, excursionOf } from './excursion.ts';
import type { NodeFeatures } from './features.ts';
import type { Graph } from './graph.ts';
import { rounded } from './round.ts';
import { seenIn } from './seen.ts';
import type { SignalKind } from './signal.ts';
import type { Span } from './span.ts';
import { strengthOf } from './strength.ts';

/** Spans of rows that features are read from. */
export type Spans = {
  /** The row with which the trouble begins. */
  readonly onset: number;
  /** Since the onset, with the row before it: the onset is known to a row. */
  readonly since: Span;
  /** With a quarter of an hour before: what a shape is compared over. */
  readonly around: Span;
};

/** The service that a series speaks of: calls as their caller sees them speak of whom it calls. */
const about = ({ track }: Deviation): string => track.peer ?? track.service;

const strongest = (items: readonly Deviation[], weigh: (item: Deviation) => number): Deviation | null => {
  let best: Deviation | null = null;
  let most = Number.NEGATIVE_INFINITY;
  let name = '';
  for (const item of items) {
    const weight = weigh(item);
    // Of equals the one whose signal comes first: the order of the input must not show.
    const its = `${item.track.signal} ${item.track.stat}`;
    if (weight > most || (weight === most && its < name)) [best, most, name] = [item, weight, its];
  }
  return best;
};

const loneInstanceOf = (own: readonly Deviation[], { since }: Spans): number => {
  const groups = new Map<string, Deviation[]>();
  for (const one of own) {
    if (one.track.instance === null || one.track.kind === 'requests') continue;
    const key = JSON.stringify([one.track.signal, one.track.stat]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  for (const group of groups.values()) {
    const off = group.filter(
      ({ rows }) => (excursionOf(rows, since.from, since.until)?.evidence ?? 0) > 2 * enoughEvidence,
    );
    if (group.length >= 3 && off.length === 1) return 1;
  }
  return 0;
};

/** What each service within reach shows, given the alerting series. */
export const nodesOf = (
  deviations: readonly Deviation[],
  graph: Graph,
  symptom: Deviation | null,
  kind: SignalKind,
  spans: Spans,
): NodeFeatures[] => {
  const byService = new Map<string, Deviation[]>();
  for (const one of deviations) byService.set(about(one), [...(byService.get(about(one)) ?? []), one]);
  const requests = new Map<string, Float64Array>();
  for (const { track } of deviations)
    if (track.kind === 'requests' && track.instance === null)
      requests.set(JSON.stringify([track.service, track.peer]), track.values);
  const requestsOf = ({ track }: Deviation): Float64Array | null =>
    requests.get(JSON.stringify([track.service, track.peer])) ?? null;
  const { onset, since, around } = spans;
  const of = ({ rows }: Deviation): number => strengthOf(rows, since.from, since.until);
  const shapeOf = (one: Deviation): number =>
    symptom === null
      ? 0
      : likeness(
          one.rows.subarray(around.from, around.until),
          symptom.rows.subarray(around.from, around.until),
        );

  // A series that stands from the onset on where it did not before is as good as one like the symptom.
  const step = new Float64Array(around.until - around.from).map((_, i) => (around.from + i >= onset ? 1 : 0));
  const loudShapeOf = (one: Deviation): number =>
    Math.max(shapeOf(one), likeness(one.rows.subarray(around.from, around.until), step));

  return [...graph.hops]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([service, hops]): NodeFeatures => {
      const all = byService.get(service) ?? [];
      const whole = all.filter(({ track }) => track.instance === null);
      const alike = whole.filter(({ track }) => track.kind === kind);
      const server = alike.filter(({ track }) => track.peer === null);
      const candidates = server.length > 0 ? server : alike;
      const sameStat = candidates.filter(
        ({ track }) => track.stat === symptom?.track.stat && track.signal === symptom.track.signal,
      );
      const main = strongest(sameStat.length > 0 ? sameStat : candidates, of);
      const loudest = strongest(
        whole.filter(({ track }) => track.kind !== 'requests'),
        (one) => of(one) * Math.max(0, loudShapeOf(one)) ** 2,
      );
      const share = (): number | null => {
        if (main === null || symptom === null || main.track.stat !== symptom.track.stat) return null;
        const [mine, theirs] = [requestsOf(main), requestsOf(symptom)];
        const both = mine !== null && theirs !== null;
        return shareOf(
          costOf(main, both ? mine : null, around),
          costOf(symptom, both ? theirs : null, around),
        );
      };
      const most = (some: readonly Deviation[], weigh: (one: Deviation) => number): number =>
        some.reduce((found, one) => Math.max(found, weigh(one)), 0);
      const part = share();
      const shown = main ?? loudest;
      return {
        service,
        calls: [...(graph.callees.get(service) ?? [])].sort(),
        hops,
        measured: all.length > 0 ? 1 : 0,
        paged: main === null ? 0 : 1,
        off: rounded(main === null ? 0 : of(main)),
        shape: rounded(main === null ? 0 : shapeOf(main)),
        share: part === null ? null : rounded(part),
        evidence: rounded(
          main === null ? 0 : (excursionOf(main.rows, since.from, since.until)?.evidence ?? 0),
        ),
        loud: rounded(loudest === null ? 0 : of(loudest)),
        loudShape: rounded(loudest === null ? 0 : loudShapeOf(loudest)),
        saturation: rounded(
          most(
            whole.filter(({ track }) => track.kind === 'cpu' || track.kind === 'memory'),
            of,
          ),
        ),
        demand: rounded(
          most(
            whole.filter(({ track }) => track.kind === 'requests'),
            ({ track, baseline }) =>
              strengthOf(
                track.values
                  .subarray(since.from, since.until)
                  .map((value) => (value - baseline.recent) / baseline.spread),
                0,
                since.until - since.from,
              ),
          ),
        ),
        loneInstance: loneInstanceOf(all, spans),
        seen: shown === null ? null : seenIn(shown, since),
        loudSeen: loudest === null || loudest === shown ? null : seenIn(loudest, since),
      };
    });
};
