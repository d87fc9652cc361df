import type { PbfReader } from 'pbf';
import { cut } from '../../../../telemetry/cut.ts';
import { bytes, eachField, endOf, fixed64, messages, varint } from '../../../../telemetry/protobuf.ts';
import {
  type Attributes,
  type Batch,
  longestValue,
  resourceAttributes,
  type Span,
  spanAttributes,
  spanKinds,
  spanOf,
} from './span.ts';

/** Ids become a character a byte (latin1). */
const idAt = (body: Buffer, pbf: PbfReader, within: number): string => {
  const end = endOf(pbf, within);
  const id = body.toString('latin1', pbf.pos, end);
  pbf.pos = end;
  return id;
};

const textAt = (body: Buffer, pbf: PbfReader, within: number): string => {
  const end = endOf(pbf, within);
  const text = body.toString('utf8', pbf.pos, end);
  pbf.pos = end;
  return cut(text, longestValue);
};

/** The kinds of AnyValue that are one value, as text. */
const valueAt = (body: Buffer, pbf: PbfReader, within: number): string | undefined => {
  let value: string | undefined;
  eachField(pbf, endOf(pbf, within), (tag, end) => {
    if (tag === 1 && pbf.type === bytes) value = textAt(body, pbf, end);
    else if (tag === 2 && pbf.type === varint) value = String(pbf.readBoolean());
    else if (tag === 3 && pbf.type === varint) value = String(pbf.readVarint(true));
    else if (tag === 4 && pbf.type === fixed64) value = String(pbf.readDouble());
  });
  return value;
};

/** One KeyValue into `into`, where its key is wanted. */
const attributeAt = (
  body: Buffer,
  pbf: PbfReader,
  within: number,
  wanted: ReadonlySet<string>,
  into: Record<string, string>,
): void => {
  const end = endOf(pbf, within);
  let key: string | undefined;
  let isOther = false;
  let value: string | undefined;
  eachField(pbf, end, (tag, inner) => {
    if (isOther) return;
    if (tag === 1 && pbf.type === bytes) {
      key = textAt(body, pbf, inner);
      isOther = !wanted.has(key);
    } else if (tag === 2 && pbf.type === bytes) value = valueAt(body, pbf, inner);
  });
  if (!isOther && key !== undefined && wanted.has(key) && value !== undefined) into[key] = value;
};

const none: Attributes = {};

/** A span of one of the four kinds that cross a border; or why it is not one. */
const spanAt = (body: Buffer, pbf: PbfReader, within: number): Span | 'internal' | 'malformed' => {
  const raw = { traceId: '', spanId: '', parentId: '', start: 0, end: 0, failed: false, attributes: none };
  let kind = 0;
  let attributes: Record<string, string> | undefined;
  eachField(pbf, endOf(pbf, within), (tag, end) => {
    switch (tag) {
      case 1:
        if (pbf.type === bytes) raw.traceId = idAt(body, pbf, end);
        break;
      case 2:
        if (pbf.type === bytes) raw.spanId = idAt(body, pbf, end);
        break;
      case 4:
        if (pbf.type === bytes) raw.parentId = idAt(body, pbf, end);
        break;
      case 6:
        if (pbf.type === varint) kind = pbf.readVarint();
        break;
      case 7:
        if (pbf.type === fixed64) raw.start = pbf.readFixed64();
        break;
      case 8:
        if (pbf.type === fixed64) raw.end = pbf.readFixed64();
        break;
      case 9:
        // Written in order of their numbers, the kind is known here; what a span within a service says is of no use.
        if (pbf.type === bytes && kind !== 1 && kind !== 2) {
          attributes ??= {};
          attributeAt(body, pbf, end, spanAttributes, attributes);
        }
        break;
      case 15:
        if (pbf.type === bytes)
          eachField(pbf, endOf(pbf, end), (inner) => {
            if (inner === 3 && pbf.type === varint) raw.failed = pbf.readVarint() === 2;
          });
        break;
      default:
    }
  });
  const named = spanKinds[kind];
  if (attributes !== undefined && named !== 'server') raw.attributes = attributes;
  if (named === undefined || named === 'internal' || named === 'unspecified')
    return raw.spanId.length === 8 && raw.traceId.length === 16 ? 'internal' : 'malformed';
  return spanOf(named, raw) ?? 'malformed';
};

const batchAt = (body: Buffer, pbf: PbfReader, within: number): Batch => {
  const resource: Record<string, string> = {};
  const spans: Span[] = [];
  let internal = 0;
  let malformed = 0;
  eachField(pbf, endOf(pbf, within), (tag, end) => {
    if (pbf.type !== bytes) return;
    if (tag === 1)
      eachField(pbf, endOf(pbf, end), (inner, innerEnd) => {
        if (inner === 1 && pbf.type === bytes) attributeAt(body, pbf, innerEnd, resourceAttributes, resource);
      });
    else if (tag === 2)
      eachField(pbf, endOf(pbf, end), (inner, innerEnd) => {
        if (inner !== 2 || pbf.type !== bytes) return;
        const span = spanAt(body, pbf, innerEnd);
        if (span === 'internal') internal += 1;
        else if (span === 'malformed') malformed += 1;
        else spans.push(span);
      });
  });
  return { resource, spans, internal, malformed };
};

/**
 * An ExportTraceServiceRequest in the binary encoding of protobuf, resource by resource. Throws `Malformed`.
 * The message nests to a fixed depth and no level calls itself, so no input makes it deep.
 */
export const readProtobuf = (body: Buffer): Generator<Batch> => messages(body, 1, batchAt);
