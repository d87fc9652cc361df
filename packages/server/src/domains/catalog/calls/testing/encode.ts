import { PbfWriter } from 'pbf';

export type TestValue = string | number | boolean;

/** A span as a test says it: ids in hex, times in nanoseconds as text. */
export type TestSpan = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly kind: number;
  readonly start: string;
  readonly end: string;
  readonly status?: number;
  readonly attributes?: Readonly<Record<string, TestValue>>;
};

export type TestResource = {
  readonly resource: Readonly<Record<string, TestValue>>;
  readonly spans: readonly TestSpan[];
};

const jsonValue = (value: TestValue): object => {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
};

const jsonAttributes = (all: Readonly<Record<string, TestValue>> = {}): object[] =>
  Object.entries(all).map(([key, value]) => ({ key, value: jsonValue(value) }));

/** An ExportTraceServiceRequest as exporters send it in JSON. */
export const jsonRequest = (resources: readonly TestResource[]) => ({
  resourceSpans: resources.map(({ resource, spans }) => ({
    resource: { attributes: jsonAttributes(resource) },
    scopeSpans: [
      {
        scope: { name: 'test' },
        spans: spans.map(({ start, end, status, attributes, ...span }) => ({
          ...span,
          name: 'GET /',
          startTimeUnixNano: start,
          endTimeUnixNano: end,
          attributes: jsonAttributes(attributes),
          status: status === undefined ? {} : { code: status },
        })),
      },
    ],
  })),
});

const writeValue = (value: TestValue, pbf: PbfWriter): void => {
  if (typeof value === 'string') pbf.writeBytesField(1, Buffer.from(value));
  else if (typeof value === 'boolean') pbf.writeBooleanField(2, value);
  else if (Number.isInteger(value)) pbf.writeVarintField(3, value);
  else pbf.writeDoubleField(4, value);
};

const writeAttributes = (
  pbf: PbfWriter,
  tag: number,
  all: Readonly<Record<string, TestValue>> = {},
): void => {
  for (const [key, value] of Object.entries(all))
    pbf.writeMessage(
      tag,
      (_, inner) => {
        inner.writeStringField(1, key);
        inner.writeMessage(2, writeValue, value);
      },
      null,
    );
};

const writeSpan = (span: TestSpan, pbf: PbfWriter): void => {
  pbf.writeBytesField(1, Buffer.from(span.traceId, 'hex'));
  pbf.writeBytesField(2, Buffer.from(span.spanId, 'hex'));
  if (span.parentSpanId !== undefined) pbf.writeBytesField(4, Buffer.from(span.parentSpanId, 'hex'));
  pbf.writeStringField(5, 'GET /');
  pbf.writeVarintField(6, span.kind);
  pbf.writeTag(7, 1);
  pbf.writeFixed64(Number(span.start));
  pbf.writeTag(8, 1);
  pbf.writeFixed64(Number(span.end));
  writeAttributes(pbf, 9, span.attributes);
  const { status } = span;
  if (status !== undefined) pbf.writeMessage(15, (_, inner) => inner.writeVarintField(3, status), null);
};

/** The same request in protobuf, written by hand from the .proto files. */
export const protobufRequest = (resources: readonly TestResource[]): Buffer => {
  const pbf = new PbfWriter();
  for (const { resource, spans } of resources)
    pbf.writeMessage(
      1,
      (_, ofResource) => {
        ofResource.writeMessage(1, (__, inner) => writeAttributes(inner, 1, resource), null);
        ofResource.writeMessage(
          2,
          (__, scope) => {
            scope.writeMessage(1, (___, inner) => inner.writeStringField(1, 'test'), null);
            for (const span of spans) scope.writeMessage(2, writeSpan, span);
          },
          null,
        );
      },
      null,
    );
  return Buffer.from(pbf.finish());
};
