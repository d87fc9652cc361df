/** As OTLP numbers them (opentelemetry/proto/trace/v1/trace.proto, Span.SpanKind). */
export const spanKinds = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'] as const;

/** What is read of a span that crosses a border; spans within a service are only counted. */
export type Span = {
  /** 16 bytes, a character (U+0000 to U+00FF) each: half the memory of hex, and there are many. */
  readonly traceId: string;
  /** 8 bytes in the same way. */
  readonly spanId: string;
  /** Empty for a root. */
  readonly parentId: string;
  readonly kind: 'server' | 'client' | 'producer' | 'consumer';
  /** Since 1970, by the clock of the machine that the span comes from; 0 where it does not tell. */
  readonly startMs: number;
  /** Never negative; 0 where start or end is missing, or the end lies before the start. */
  readonly durationMs: number;
  readonly failed: boolean;
  /** Those of `spanAttributes` that it has. */
  readonly attributes: Attributes;
};

export type Attributes = Readonly<Record<string, string>>;

/** The spans of one resource: one process, mostly. */
export type Batch = {
  /** Those of `resourceAttributes` that it has. */
  readonly resource: Attributes;
  readonly spans: readonly Span[];
  /** Spans within the service. */
  readonly internal: number;
  /** Spans whose ids are no ids. */
  readonly malformed: number;
};

/** Names of attributes that say whom a span calls, newest name first where one was renamed. */
export const spanAttributes: ReadonlySet<string> = new Set([
  'db.system.name',
  'db.system',
  'db.namespace',
  'db.name',
  'messaging.system',
  'messaging.destination.name',
  'messaging.destination.template',
  'messaging.destination.temporary',
  'messaging.destination.anonymous',
  'messaging.destination',
  'service.peer.name',
  'peer.service',
  'server.address',
  'net.peer.name',
]);

/** Names of attributes that say what a process is. */
export const resourceAttributes: ReadonlySet<string> = new Set([
  'service.name',
  'service.namespace',
  'service.version',
  'service.criticality',
  'deployment.environment.name',
  'deployment.environment',
  'telemetry.sdk.language',
  'process.runtime.name',
  'process.runtime.version',
  'k8s.cluster.name',
  'k8s.namespace.name',
  'k8s.deployment.name',
  'k8s.statefulset.name',
  'k8s.daemonset.name',
  'k8s.cronjob.name',
  'k8s.job.name',
  'cloud.provider',
  'cloud.platform',
  'cloud.region',
  'cloud.account.id',
]);

/** Values of more bytes than this are cut: a name is not a place for a document. */
export const longestValue = 256;

const zeros = /^\0*$/;

const dayMs = 86_400_000;

/** What a reader knows of a span when it has seen all of it. */
export type RawSpan = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId: string;
  /** Nanoseconds since 1970, rounded to a double: 256 ns off at most. */
  readonly start: number;
  readonly end: number;
  readonly failed: boolean;
  readonly attributes: Attributes;
};

/** W3C Trace Context: 16 and 8 bytes, not all zero. A parent that is no id is none. Undefined where the ids are not ids. */
export const spanOf = (kind: Span['kind'], raw: RawSpan): Span | undefined => {
  const { traceId, spanId, parentId, start, end, failed, attributes } = raw;
  if (traceId.length !== 16 || spanId.length !== 8 || zeros.test(traceId) || zeros.test(spanId))
    return undefined;
  const durationMs = start > 0 && end > start ? Math.min((end - start) / 1e6, dayMs) : 0;
  return {
    traceId,
    spanId,
    parentId: parentId.length !== 8 || zeros.test(parentId) ? '' : parentId,
    kind,
    startMs: start > 0 ? start / 1e6 : 0,
    durationMs,
    failed,
    attributes,
  };
};
