export type SignalKind = 'latency' | 'errors' | 'success' | 'requests' | 'cpu' | 'memory' | 'other';

/** The way in which a signal goes wrong; 0 where either way says something. */
type Direction = 1 | -1 | 0;

type Nature = {
  readonly bad: Direction;
  /** The least spread that is believed, as a share of the level: below it a deviation is of no account to people. */
  readonly relativeFloor: number;
  /** Whether a series that only ever rises may be the running total of a counter. */
  readonly counts: boolean;
};

const natures: Readonly<Record<SignalKind, Nature>> = {
  latency: { bad: 1, relativeFloor: 0.02, counts: false },
  errors: { bad: 1, relativeFloor: 0.02, counts: true },
  success: { bad: -1, relativeFloor: 0.001, counts: false },
  requests: { bad: 0, relativeFloor: 0.02, counts: true },
  cpu: { bad: 1, relativeFloor: 0.02, counts: true },
  memory: { bad: 1, relativeFloor: 0.01, counts: false },
  other: { bad: 0, relativeFloor: 0.02, counts: true },
};

export const natureOf = (kind: SignalKind): Nature => natures[kind];

const patterns: readonly (readonly [RegExp, SignalKind])[] = [
  [/laten|duration|response.?time|elapsed|lag\b/, 'latency'],
  [/success|availab|uptime/, 'success'],
  [/error|fail|fault|5xx|exception|timeout|throttl|reject/, 'errors'],
  [/cpu|processor/, 'cpu'],
  [/mem|heap|rss/, 'memory'],
  [/request|workload|throughput|traffic|\brps\b|\bqps\b|calls|load/, 'requests'],
];

/** What a signal's name says it measures: the six names of the case format, and the usual other names of the same. */
export const kindOf = (signal: string): SignalKind => {
  const name = signal.toLowerCase();
  return patterns.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';
};
