import type { Case, Change } from '@nightjar/diagnosis/case';
import type { Metrics } from './csv.ts';
import type { Goal } from './incidents.ts';

const day = 86_400;

/** PetShop's availability is a success rate in per cent; its other names are ours. */
const signalOf = (metric: string): string => (metric === 'availability' ? 'success' : metric);

/**
 * One incident (or one cut through the normal rows) as a case. The normal rows were taken five months after the incidents: they are
 * moved as one block to end a day before the first abnormal row, since a diagnosis looks back.
 */
export const asCase = (options: {
  readonly id: string;
  readonly edges: Case['edges'];
  readonly normal: Metrics;
  readonly abnormal: Metrics;
  readonly target: Pick<Goal, 'node' | 'metric' | 'timestamp'>;
  readonly changes?: readonly Change[];
  /** Seconds between the last normal and the first abnormal row. */
  readonly gap?: number;
}): Case => {
  const { id, edges, normal, abnormal, target } = options;
  const first = abnormal.times[0] ?? 0;
  const shift = first - (options.gap ?? day) - (normal.times.at(-1) ?? 0);
  const later = new Map(
    abnormal.columns.map((column) => [
      JSON.stringify([column.node, column.metric, column.stat]),
      column.values,
    ]),
  );
  const points = (times: readonly number[], values: readonly number[], by: number) =>
    values.flatMap((value, row) =>
      Number.isNaN(value) ? [] : [[((times[row] ?? 0) + by) * 1000, value] as const],
    );
  const names = new Map(
    [...normal.columns, ...abnormal.columns].map((column) => [
      JSON.stringify([column.node, column.metric, column.stat]),
      column,
    ]),
  );
  const earlier = new Map(
    normal.columns.map((column) => [
      JSON.stringify([column.node, column.metric, column.stat]),
      column.values,
    ]),
  );
  return {
    id,
    pagedAt: target.timestamp * 1000,
    // A row is what was measured in the five minutes from its time on.
    now: ((abnormal.times.at(-1) ?? 0) + 300) * 1000,
    target: { service: target.node, signal: signalOf(target.metric) },
    edges,
    series: [...names].map(([key, { node, metric, stat }]) => ({
      service: node,
      signal: signalOf(metric),
      stat,
      points: [
        ...points(normal.times, earlier.get(key) ?? [], shift),
        ...points(abnormal.times, later.get(key) ?? [], 0),
      ],
    })),
    changes: options.changes ?? [],
  };
};

/** Some rows of a table of metrics. */
export const rowsOf = ({ times, columns }: Metrics, from: number, until?: number): Metrics => ({
  times: times.slice(from, until),
  columns: columns.map((column) => ({ ...column, values: column.values.slice(from, until) })),
});
