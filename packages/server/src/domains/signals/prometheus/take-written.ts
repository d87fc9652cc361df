import type { Figures, PointOutcome } from '../figures.ts';
import { labelled, type Placer } from '../label.ts';
import type { Meter } from '../meter.ts';
import type { OrgRule } from '../rules.ts';
import type { Written } from './write-request.ts';

type RemoteRule = { readonly rule: OrgRule['rule']; readonly wants: readonly (readonly [string, string])[] };

/** The rules of an organisation by the metric that they want. */
export const byMetric = (rules: readonly OrgRule[]): ReadonlyMap<string, readonly RemoteRule[]> => {
  const all = new Map<string, RemoteRule[]>();
  for (const { rule } of rules) {
    if (rule.from.is !== 'remote-write') continue;
    const known = all.get(rule.from.metric) ?? [];
    all.set(rule.from.metric, known);
    known.push({ rule, wants: Object.entries(rule.from.labels) });
  }
  return all;
};

/** What is not taken of a series, and is to be told to its sender. */
export type LeftOut = Partial<Record<PointOutcome, number>>;

const told: readonly PointOutcome[] = ['late', 'early', 'crowded'];

type Taking = {
  readonly rules: ReturnType<typeof byMetric>;
  readonly place: Placer;
  readonly meter: Meter;
  readonly figures: Figures;
};

/** Reads one series by every rule that wants it. A label that is missing is as good as an empty one, as Prometheus has it. */
export const takeWritten = (
  { labels, samples, unwanted }: Written,
  { rules, place, meter, figures }: Taking,
  left: LeftOut,
): void => {
  const count = (outcome: PointOutcome, points = 1): void => {
    figures.points('remote-write', outcome, points);
    if (told.includes(outcome)) left[outcome] = (left[outcome] ?? 0) + points;
  };
  const wanted = (rules.get(labels['__name__'] ?? '') ?? []).filter(({ wants }) =>
    wants.every(([label, value]) => (labels[label] ?? '') === value),
  );
  count('unwanted', wanted.length === 0 ? samples.length + unwanted : 0);
  const counter = JSON.stringify(labels);
  for (const { rule } of wanted) {
    const read = labelled(rule, labels, place);
    if (read === null) {
      count('nameless', samples.length);
      continue;
    }
    const series = meter.series(read.labels);
    for (const { at, value, stale } of samples) {
      if (stale) count('stale');
      else if (series === null) count('crowded');
      else count(meter.point(series, { at, value: value * read.factor, counter }));
    }
  }
};
