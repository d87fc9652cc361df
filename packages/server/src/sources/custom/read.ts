import type { ReportedAlert } from '../../change/alert.ts';
import type { Hint } from '../../change/hint.ts';
import { linkTo } from '../json.ts';
import type { Reading, Report } from '../source.ts';
import { type Compiled, ExpressionError, type Payload } from './compile.ts';
import { type FieldName, fields, type Takes } from './fields.ts';
import { wants } from './static-type.ts';

const called = (value: unknown): string =>
  Array.isArray(value)
    ? 'a list'
    : typeof value === 'object'
      ? 'a map'
      : typeof value === 'string'
        ? 'a text'
        : String(value);

const unlike = (field: FieldName, value: unknown): ExpressionError =>
  new ExpressionError(
    field,
    `must be ${wants[fields[field].takes satisfies Takes]}, and is ${called(value)}`,
  );

const isPlain = (value: unknown): value is string | number =>
  typeof value === 'string' || typeof value === 'number';

const text = (payload: Payload, field: FieldName): string | null => {
  const value = payload.value(field);
  if (value === null) return null;
  if (!isPlain(value)) throw unlike(field, value);
  return String(value).trim() || null;
};

const flag = (payload: Payload, field: FieldName, otherwise: boolean): boolean => {
  const value = payload.value(field) ?? otherwise;
  if (typeof value !== 'boolean') throw unlike(field, value);
  return value;
};

const texts = (payload: Payload, field: FieldName): string[] => {
  const value = payload.value(field);
  if (value === null) return [];
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list
    .filter((it) => it !== null)
    .map((it) => {
      if (!isPlain(it)) throw unlike(field, it);
      return String(it);
    });
};

const record = (payload: Payload, field: FieldName): Record<string, string> => {
  const value = payload.value(field);
  if (value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw unlike(field, value);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([name, inner]): [string, string] => {
        if (!isPlain(inner) && typeof inner !== 'boolean') throw unlike(field, inner);
        return [name, String(inner)];
      }),
  );
};

/** The year 5138 in seconds, 1973 in milliseconds: no payload means either. */
const leastMs = 1e11;

const instantAt = (payload: Payload): string | null => {
  const value = payload.value('at');
  if (value === null || typeof value === 'string') return value;
  if (typeof value !== 'number') throw unlike('at', value);
  const date = new Date(Math.abs(value) < leastMs ? value * 1000 : value);
  if (Number.isNaN(date.getTime())) throw unlike('at', value);
  return date.toISOString();
};

const hintsIn = (payload: Payload): Hint[] =>
  Object.entries(record(payload, 'hints')).map(([join, value]) => ({ join, value }));

/** Fields that are not known are left out, so that the fold keeps what was said before. */
const known = <Fields extends Record<string, unknown>>(given: Fields): Partial<Fields> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)) as Partial<Fields>;

const alertIn = (payload: Payload): ReportedAlert => {
  const key = text(payload, 'key');
  if (key === null) throw new ExpressionError('key', 'an alert has a key');
  return {
    key,
    state: (text(payload, 'state') ?? 'firing') as ReportedAlert['state'],
    ...(known({
      title: text(payload, 'title'),
      at: instantAt(payload),
      severity: text(payload, 'severity'),
      environment: text(payload, 'environment'),
      summary: text(payload, 'summary'),
    }) as Partial<ReportedAlert>),
    services: texts(payload, 'services'),
    hints: hintsIn(payload),
    links: linkTo('link', text(payload, 'link')),
    labels: record(payload, 'tags'),
  };
};

const actorIn = (payload: Payload): Report['actor'] => {
  const name = text(payload, 'actor');
  if (name === null) return null;
  const given = { kind: text(payload, 'actorKind'), onBehalfOf: text(payload, 'onBehalfOf') };
  return { name, ...(known(given) as Partial<NonNullable<Report['actor']>>) };
};

const changeIn = (payload: Payload): Report => ({
  // What is no kind or phase is refused by `normalise`, with what there is to choose from.
  ...(known({
    key: text(payload, 'key'),
    kind: text(payload, 'kind'),
    phase: text(payload, 'phase'),
    title: text(payload, 'title'),
    at: instantAt(payload),
    environment: text(payload, 'environment'),
    actor: actorIn(payload),
    version: text(payload, 'version'),
    previousVersion: text(payload, 'previousVersion'),
    summary: text(payload, 'summary'),
  }) as Partial<Report>),
  services: texts(payload, 'services'),
  hints: hintsIn(payload),
  links: linkTo('link', text(payload, 'link')),
  tags: record(payload, 'tags'),
});

/** What a mapping makes of a payload. Throws an `ExpressionError` where an expression fails or is not what its field takes. */
export const read = (compiled: Compiled, body: unknown, headers: unknown): Reading => {
  const payload = compiled.on(body, headers);
  if (!flag(payload, 'when', true))
    return { is: 'ignored', why: 'The mapping passes it over: `when` is false.' };
  return flag(payload, 'alert', false)
    ? { is: 'alerts', alerts: [alertIn(payload)] }
    : { is: 'changes', changes: [changeIn(payload)] };
};
