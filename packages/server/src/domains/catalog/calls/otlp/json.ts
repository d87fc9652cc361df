import { cut } from '../../../../telemetry/cut.ts';
import { Malformed } from '../../../../telemetry/malformed.ts';
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

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list; none where it is absent or null, as in the JSON mapping of proto3. */
const listAt = (fields: Fields, name: string, where: string): readonly unknown[] => {
  const value = fields[name] ?? [];
  if (!Array.isArray(value)) throw new Malformed(`${where}${name} is not a list.`);
  return value;
};

const hex = /^[0-9a-f]*$/i;

/** Hex in either case to a character a byte; what is not hex becomes nothing, which is no id. */
const idOf = (value: unknown): string =>
  typeof value === 'string' && value.length <= 32 && hex.test(value)
    ? Buffer.from(value, 'hex').toString('latin1')
    : '';

/** int64 and fixed64: decimal text or number. */
const numberOf = (value: unknown): number => {
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : 0;
};

/** An enum by number (the only way OTLP allows) or by name (what some exporters send all the same). */
const enumOf = (value: unknown, prefix: string, names: readonly string[]): number => {
  if (typeof value !== 'string') return numberOf(value);
  const named = value.startsWith(prefix) ? names.indexOf(value.slice(prefix.length).toLowerCase()) : -1;
  return named === -1 ? numberOf(value) : named;
};

const textOf = (value: unknown): string | undefined => {
  if (!isFields(value)) return undefined;
  const { stringValue, boolValue, intValue, doubleValue } = value;
  const one = stringValue ?? boolValue ?? intValue ?? doubleValue;
  return typeof one === 'string' || typeof one === 'boolean' || typeof one === 'number'
    ? cut(String(one), longestValue)
    : undefined;
};

const attributesOf = (list: readonly unknown[], wanted: ReadonlySet<string>): Attributes => {
  const into: Record<string, string> = {};
  for (const pair of list) {
    if (!isFields(pair)) continue;
    const { key } = pair;
    if (typeof key !== 'string' || !wanted.has(key)) continue;
    const value = textOf(pair['value']);
    if (value !== undefined) into[key] = value;
  }
  return into;
};

const none: Attributes = {};

const spanFrom = (span: Fields): Span | 'internal' | 'malformed' => {
  const kind = spanKinds[enumOf(span['kind'], 'SPAN_KIND_', spanKinds)];
  const traceId = idOf(span['traceId']);
  const spanId = idOf(span['spanId']);
  if (kind === undefined || kind === 'internal' || kind === 'unspecified')
    return spanId.length === 8 && traceId.length === 16 ? 'internal' : 'malformed';
  const status = span['status'];
  const attributes = span['attributes'];
  const isRead = kind !== 'server' && Array.isArray(attributes);
  const read = spanOf(kind, {
    traceId,
    spanId,
    parentId: idOf(span['parentSpanId']),
    start: numberOf(span['startTimeUnixNano']),
    end: numberOf(span['endTimeUnixNano']),
    failed: isFields(status) && enumOf(status['code'], 'STATUS_CODE_', ['unset', 'ok', 'error']) === 2,
    attributes: isRead ? attributesOf(attributes, spanAttributes) : none,
  });
  return read ?? 'malformed';
};

/** An ExportTraceServiceRequest in the JSON encoding of OTLP, parsed already, resource by resource. Throws `Malformed`. */
export function* readJson(body: unknown): Generator<Batch> {
  if (!isFields(body)) throw new Malformed('The body is not an object.');
  for (const [index, ofResource] of listAt(body, 'resourceSpans', '').entries()) {
    const where = `resourceSpans[${index}]`;
    if (!isFields(ofResource)) throw new Malformed(`${where} is not an object.`);
    const { resource } = ofResource;
    const attributes = isFields(resource) ? listAt(resource, 'attributes', `${where}.resource.`) : [];
    const spans: Span[] = [];
    let internal = 0;
    let malformed = 0;
    for (const scope of listAt(ofResource, 'scopeSpans', `${where}.`)) {
      if (!isFields(scope)) throw new Malformed(`${where}.scopeSpans holds something that is not an object.`);
      for (const item of listAt(scope, 'spans', `${where}.scopeSpans.`)) {
        const span = isFields(item) ? spanFrom(item) : 'malformed';
        if (span === 'internal') internal += 1;
        else if (span === 'malformed') malformed += 1;
        else spans.push(span);
      }
    }
    yield { resource: attributesOf(attributes, resourceAttributes), spans, internal, malformed };
  }
}
