/**
 * What a diagnosis is made from, as plain data. All times are milliseconds since 1970. The engine asks nobody for more: no clock,
 * no database, no network.
 */
export type Case = {
  readonly id: string;
  readonly pagedAt: number;
  /** Nothing later is known; a point after it is a mistake of whoever made the case. */
  readonly now: number;
  readonly target: Target;
  /** Caller, callee. */
  readonly edges: readonly (readonly [string, string])[];
  readonly series: readonly Series[];
  readonly changes: readonly Change[];
};

/** What the page is about: "latency of checkout". */
type Target = { readonly service: string; readonly signal: string };

export type Series = {
  readonly service: string;
  /** One pod, task or host of the service. */
  readonly instance?: string;
  /** Whom the service calls: then these are the calls as the caller sees them. */
  readonly peer?: string;
  /** latency, errors, success, requests, cpu, memory; or another name. */
  readonly signal: string;
  /** Average, p99, total: tells series of one signal apart. */
  readonly stat?: string;
  readonly points: readonly (readonly [number, number])[];
};

export type Change = {
  readonly id: string;
  /** When it began. */
  readonly at: number;
  /** When its last batch was out: from then on it is wholly in effect. */
  readonly completedAt?: number;
  readonly service: string;
  readonly kind: string;
  readonly newInstances?: readonly string[];
  readonly oldInstances?: readonly string[];
  readonly title?: string;
  readonly text?: string;
};
