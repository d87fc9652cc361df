import { Unread } from '../../../discovery/code-host.ts';
import type { RawLabels } from '../label.ts';

/** A series of an answer: its labels, and points [ms, value] in order of time, those that are no numbers left out. */
type Answered = {
  readonly labels: RawLabels;
  readonly points: readonly (readonly [number, number])[];
};

export type Matrix = {
  readonly series: readonly Answered[];
  /** Points that are NaN, infinite, no points, or of another time than was asked for. */
  readonly leftOut: number;
  /** Series that are none. */
  readonly malformed: number;
  /** Beyond what may be taken. */
  readonly cut: number;
};

type Asked = { readonly from: number; readonly to: number; readonly most: number };

const isRecord = (it: unknown): it is Record<string, unknown> =>
  typeof it === 'object' && it !== null && !Array.isArray(it);

/** `[seconds, "value"]`; null for what is not, and for NaN, +Inf and -Inf, as which Prometheus writes them. */
const pointOf = (it: unknown, { from, to }: Asked): readonly [number, number] | null => {
  if (!Array.isArray(it) || typeof it[0] !== 'number' || typeof it[1] !== 'string') return null;
  const [at, value] = [Math.round(it[0] * 1000), it[1].trim() === '' ? Number.NaN : Number(it[1])];
  return at >= from && at <= to && Number.isFinite(value) ? [at, value] : null;
};

const labelsOf = (metric: unknown): RawLabels | null =>
  isRecord(metric) && Object.values(metric).every((it) => typeof it === 'string')
    ? (metric as RawLabels)
    : null;

/**
 * What a query_range answered (https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries). Whatever is not as
 * documented is left out and counted; an answer that is no matrix at all is an `Unread`.
 */
export const matrixOf = (answer: unknown, asked: Asked): Matrix => {
  const data = isRecord(answer) && answer['status'] === 'success' ? answer['data'] : undefined;
  const result = isRecord(data) && data['resultType'] === 'matrix' ? data['result'] : undefined;
  if (!Array.isArray(result)) throw new Unread('what it answered is no matrix of series', 'this');
  let [leftOut, malformed] = [0, 0];
  const series: Answered[] = [];
  for (const it of result.slice(0, asked.most)) {
    const labels = isRecord(it) ? labelsOf(it['metric']) : null;
    const values = isRecord(it) ? it['values'] : undefined;
    if (labels === null || !Array.isArray(values)) {
      malformed += 1;
      continue;
    }
    const points = values.flatMap((value: unknown) => {
      const point = pointOf(value, asked);
      return point === null ? [] : [point];
    });
    leftOut += values.length - points.length;
    series.push({ labels, points: points.sort(([a], [b]) => a - b) });
  }
  return { series, leftOut, malformed, cut: Math.max(0, result.length - asked.most) };
};

/** What an error answer says of itself, where it is one of Prometheus. */
export const errorIn = (answer: unknown): string | null =>
  isRecord(answer) && answer['status'] === 'error' && typeof answer['error'] === 'string'
    ? answer['error']
    : null;
