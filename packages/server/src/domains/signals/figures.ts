import { Counter, type Registry } from 'prom-client';
import { sizeGauges } from '../../telemetry/size-gauges.ts';

/** Of a point: taken, or why not. */
const outcomes = [
  'taken',
  /** Its slot is closed. */
  'late',
  /** By a clock that is ahead. */
  'early',
  /** Its series is one too many. */
  'crowded',
  /** No rule wants its metric. */
  'unwanted',
  /** NaN or infinite. */
  'no-number',
  /** The end of a series, which is no point. */
  'stale',
  /** Of a counter that was seen at that moment or later already. */
  'repeated',
  /** Of a series that a rule reads no service from. */
  'nameless',
] as const;
export type PointOutcome = (typeof outcomes)[number];

export type Way = 'json' | 'remote-write' | 'query';

type Sizes = { readonly unwritten: () => number; readonly counters: () => number };

/** What became of measurements, at /metrics. */
export const openFigures = (metrics: Registry, { unwritten, counters }: Sizes) => {
  const registers = [metrics];
  const points = new Counter({
    name: 'nightjar_signal_points_total',
    help: `Points of measurements, by the way they came and what became of them (${outcomes.join(', ')}).`,
    labelNames: ['way', 'outcome'],
    registers,
  });
  const written = new Counter({
    name: 'nightjar_signal_slots_written_total',
    help: 'Slots of measurements that were added to, in all resolutions.',
    registers,
  });
  const lost = new Counter({
    name: 'nightjar_signal_points_lost_total',
    help: 'Points that were taken and not written: their slot was closed meanwhile, or the database refuses them.',
    labelNames: ['why'],
    registers,
  });
  const putOff = new Counter({
    name: 'nightjar_signal_requests_put_off_total',
    help: 'Requests answered with 429 because the database or the memory could not take more.',
    registers,
  });
  const asked = new Counter({
    name: 'nightjar_signal_rules_asked_total',
    help: 'Times that a Prometheus was asked for a rule, by how that went (fine, behind, refused, unreachable).',
    labelNames: ['state'],
    registers,
  });
  const gauge = sizeGauges(metrics);
  gauge('nightjar_signal_slots_unwritten', 'Slots of ten seconds that wait to be written.', unwritten);
  gauge('nightjar_signal_counters', 'Counters whose last value is remembered.', counters);
  return {
    points: (way: Way, outcome: PointOutcome, count = 1): void => {
      if (count > 0) points.inc({ way, outcome }, count);
    },
    written: (count: number): void => written.inc(count),
    lost: (why: 'shut' | 'refused', count: number): void => {
      if (count > 0) lost.inc({ why }, count);
    },
    putOff: (): void => putOff.inc(),
    asked: (state: string): void => asked.inc({ state }),
  };
};

export type Figures = ReturnType<typeof openFigures>;
