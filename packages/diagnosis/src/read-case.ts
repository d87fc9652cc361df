import type { Case, Change, Series } from './case.ts';
import { isList, isRecord, shown } from './json.ts';
import { readTime } from './time.ts';

/** A mistake in a case, in words for whoever made it. */
class Mistake extends Error {}

type Fields = Readonly<Record<string, unknown>>;

const record = (value: unknown, where: string): Fields => {
  if (!isRecord(value)) throw new Mistake(`${where} is no object`);
  return value;
};

const list = (value: unknown, where: string): readonly unknown[] => {
  if (!isList(value)) throw new Mistake(`${where} is no list`);
  return value;
};

const text = (value: unknown, where: string): string => {
  if (typeof value !== 'string' || value === '') throw new Mistake(`${where} is no text: ${shown(value)}`);
  return value;
};

const time = (value: unknown, where: string): number => {
  const at = readTime(value);
  if (at === null)
    throw new Mistake(`${where} is no time (seconds, milliseconds or ISO 8601): ${shown(value)}`);
  return at;
};

const optional = <K extends string, T>(
  fields: Fields,
  key: K,
  where: string,
  read: (value: unknown, where: string) => T,
): { readonly [key in K]?: T } => {
  const value = fields[key];
  return value === undefined || value === null
    ? {}
    : ({ [key]: read(value, `${where}.${key}`) } as { readonly [key in K]?: T });
};

const names = (value: unknown, where: string): string[] =>
  list(value, where).map((one, i) => text(one, `${where}[${i}]`));

/** A point is a time and a number; null in place of the number says that nothing was measured. */
const pointsOf = (value: unknown, where: string, now: number): Series['points'] =>
  list(value, where).flatMap((one, i) => {
    const [t, v] = isList(one) ? one : [];
    const at = time(t, `${where}[${i}]`);
    if (at > now) throw new Mistake(`${where}[${i}] lies after now`);
    if (v === null || (typeof v === 'number' && Number.isNaN(v))) return [];
    if (typeof v !== 'number' || !Number.isFinite(v))
      throw new Mistake(`${where}[${i}] has no number: ${shown(v)}`);
    return [[at, v] as const];
  });

const seriesOf = (value: unknown, where: string, now: number): Series => {
  const fields = record(value, where);
  return {
    service: text(fields['service'], `${where}.service`),
    signal: text(fields['signal'], `${where}.signal`),
    ...optional(fields, 'instance', where, text),
    ...optional(fields, 'peer', where, text),
    ...optional(fields, 'stat', where, text),
    points: pointsOf(fields['points'], `${where}.points`, now),
  };
};

const changeOf = (value: unknown, where: string): Change => {
  const fields = record(value, where);
  return {
    id: text(fields['id'], `${where}.id`),
    at: time(fields['at'], `${where}.at`),
    service: text(fields['service'], `${where}.service`),
    kind: text(fields['kind'], `${where}.kind`),
    ...optional(fields, 'completedAt', where, time),
    ...optional(fields, 'newInstances', where, names),
    ...optional(fields, 'oldInstances', where, names),
    ...optional(fields, 'title', where, text),
    ...optional(fields, 'text', where, text),
  };
};

const edgeOf = (value: unknown, where: string): readonly [string, string] => {
  const [caller, callee] = list(value, where);
  return [text(caller, `${where}[0]`), text(callee, `${where}[1]`)];
};

export type ReadCase =
  | { readonly is: 'read'; readonly value: Case }
  | { readonly is: 'refused'; readonly why: string };

/** A case from JSON; a point after `now` refuses the whole of it, since a diagnosis that has seen the future says nothing. */
export const readCase = (value: unknown): ReadCase => {
  try {
    const fields = record(value, 'the case');
    const now = time(fields['now'], 'now');
    const pagedAt = time(fields['pagedAt'], 'pagedAt');
    if (pagedAt > now) throw new Mistake('pagedAt lies after now');
    const target = record(fields['target'], 'target');
    const changes = list(fields['changes'] ?? [], 'changes').map((one, i) => changeOf(one, `changes[${i}]`));
    const ids = new Set<string>();
    for (const { id } of changes) {
      if (ids.has(id)) throw new Mistake(`two changes have the id ${shown(id)}`);
      ids.add(id);
    }
    return {
      is: 'read',
      value: {
        id: text(fields['id'], 'id'),
        pagedAt,
        now,
        target: {
          service: text(target['service'], 'target.service'),
          signal: text(target['signal'], 'target.signal'),
        },
        edges: list(fields['edges'] ?? [], 'edges').map((one, i) => edgeOf(one, `edges[${i}]`)),
        series: list(fields['series'] ?? [], 'series').map((one, i) => seriesOf(one, `series[${i}]`, now)),
        changes,
      },
    };
  } catch (error) {
    if (error instanceof Mistake) return { is: 'refused', why: error.message };
    throw error;
  }
};
