import { type CelInput, isCelList, isCelMap, isCelUint } from '@bufbuild/cel';
import { bounds } from './bounds.ts';

/** JSON as CEL takes it. Objects become maps here, once, so that no name in them (`$typeName`) is taken for anything else. */
export const celOf = (json: unknown): CelInput => {
  if (Array.isArray(json)) return json.map(celOf);
  if (typeof json === 'object' && json !== null)
    return new Map(Object.entries(json).map(([name, value]) => [name, celOf(value)]));
  return json === undefined ? null : (json as CelInput);
};

/** More elements than any field takes. */
const most = 1_000;

type TimestampLike = { readonly message: { readonly seconds: bigint; readonly nanos: number } };

const isTimestamp = (value: object): value is TimestampLike =>
  (value as { desc?: { typeName?: unknown } }).desc?.typeName === 'google.protobuf.Timestamp';

const numberOf = (value: bigint): number | string =>
  value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : String(value);

/** Measured as it is made, so that it is made no further: the same list may stand in it a million times. */
const jsonWithin = (value: unknown, spend: () => void): unknown => {
  spend();
  if (typeof value === 'string' && value.length > bounds.body)
    throw new Error(`is a text of more than ${bounds.body} characters`);
  if (typeof value === 'bigint') return numberOf(value);
  if (typeof value !== 'object' || value === null) return value;
  if (isCelUint(value)) return numberOf(value.value);
  if (isCelList(value)) {
    if (value.size > most) throw new Error(`is a list of more than ${most}`);
    return Array.from(value, (inner) => jsonWithin(inner, spend));
  }
  if (isCelMap(value)) {
    if (value.size > most) throw new Error(`holds more than ${most} names`);
    return Object.fromEntries(Array.from(value, ([name, inner]) => [String(name), jsonWithin(inner, spend)]));
  }
  if (isTimestamp(value)) {
    const { seconds, nanos } = value.message;
    return new Date(Number(seconds) * 1000 + Math.trunc(nanos / 1_000_000)).toISOString();
  }
  throw new Error('is neither text, number, true or false, list, map nor timestamp');
};

/** What an expression came to, as JSON: timestamps in ISO 8601. Throws, in words, where it is nothing that JSON has. */
export const jsonOf = (value: unknown): unknown => {
  let left: number = bounds.values;
  return jsonWithin(value, () => {
    left -= 1;
    if (left < 0) throw new Error(`holds more than ${bounds.values} values`);
  });
};
