import { Counter, type Registry } from 'prom-client';
import { sizeGauges } from '../../../telemetry/size-gauges.ts';

const outcomes = [
  /** Of a kind that crosses a border, and heard. */
  'heard',
  'internal',
  'nameless',
  'malformed',
  /** The service is one too many. */
  'crowded',
  'duplicate',
  /** Left the window without its other half, and without saying whom it called. */
  'unmatched',
  'clock-off',
] as const;

type Sizes = { readonly held: () => number; readonly unwritten: () => number; readonly words: () => number };

/** What became of spans and calls, at /metrics. */
export const openFigures = (metrics: Registry, { held, unwritten, words }: Sizes) => {
  const registers = [metrics];
  const spans = new Counter({
    name: 'nightjar_trace_spans_total',
    help: `Spans received, by what became of them; one span may count twice (${outcomes.join(', ')}).`,
    labelNames: ['outcome'],
    registers,
  });
  const lost = new Counter({
    name: 'nightjar_trace_calls_left_out_total',
    help: 'Calls that no edge was counted for: too many edges in a minute, an address that nobody in the catalog has, or what the database refuses.',
    labelNames: ['why'],
    registers,
  });
  const untold = new Counter({
    name: 'nightjar_trace_entities_refused_total',
    help: 'Times that the database refused what traces show of an entity; the others were told.',
    registers,
  });
  const written = new Counter({
    name: 'nightjar_trace_calls_written_total',
    help: 'Calls that were added to the table of edges.',
    registers,
  });
  const refusedRequests = new Counter({
    name: 'nightjar_trace_requests_put_off_total',
    help: 'Requests answered with 429 because the database or the memory could not take more.',
    registers,
  });
  const gauge = sizeGauges(metrics);
  gauge('nightjar_trace_spans_held', 'Spans kept in memory until their other half comes.', held);
  gauge('nightjar_trace_edges_unwritten', 'Edges of a minute that wait to be written.', unwritten);
  gauge('nightjar_trace_entities', 'Entities that traces have shown of late.', words);
  return {
    spans: (outcome: (typeof outcomes)[number], count: number): void => {
      if (count > 0) spans.inc({ outcome }, count);
    },
    leftOut: (why: 'crowded' | 'unknown-address' | 'refused', count: number): void => {
      if (count > 0) lost.inc({ why }, count);
    },
    untold: (): void => untold.inc(),
    written: (count: number): void => written.inc(count),
    putOff: (): void => refusedRequests.inc(),
  };
};
