import { type AlertObservation, alertStates, type Severity, untitled } from '../../change/alert.ts';
import { sameName } from '../../change/names.ts';
import { later, newest, type Register, type Registers, registers, stampAt } from '../../change/register.ts';

/**
 * What a set of observations says about an alert: registers, unions cut to the newest, and every moment at which it was seen to
 * stand somehow. `merge` joins two of them; it is associative, commutative and idempotent, so order, repetition and grouping of
 * the observations make no difference.
 */
export type Folded = {
  readonly source: string;
  readonly key: string;
  /** When it was first seen at all, in milliseconds since 1970. */
  readonly first: number;
  /** Moments, oldest first, each with the state as its last digit to the base 3: what course.ts reads the episodes from. */
  readonly moments: readonly number[];
  readonly title: Register<string>;
  readonly severity: Register<Severity>;
  readonly environment: Register<string>;
  readonly summary: Register<string>;
  /** By name as names are compared, because case does not tell services apart. */
  readonly services: Registers<string>;
  /** Label by address. */
  readonly links: Registers<string>;
  readonly labels: Registers<string>;
};

/** An alert that flaps more than 200 times is counted by its newest episodes. */
export const most = { moments: 400, services: 50, links: 50, labels: 100 } as const;

/** What one observation says. */
export const single = (it: AlertObservation): Folded => {
  const at = Date.parse(it.at);
  const rank = alertStates.indexOf(it.state);
  const now = stampAt(at, rank, alertStates.length);
  const said = <Value>(value: Value | null): Register<Value> => (value === null ? null : [now, value]);
  const named = it.title === untitled(it.source) ? 0 : 1;
  return {
    source: it.source,
    key: it.key,
    first: at,
    moments: [now],
    title: [stampAt(at, rank, alertStates.length, named), it.title],
    severity: said(it.severity),
    environment: said(it.environment),
    summary: said(it.summary),
    services: registers(it.services, (name) => [sameName(name), [now, name]], most.services),
    links: registers(it.links, ({ url, label }) => [url, [now, label]], most.links),
    labels: registers(Object.entries(it.labels), ([name, value]) => [name, [now, value]], most.labels),
  };
};

/** What is cut off can only come back with all that is kept, so cutting early or late, or often, gives the same. */
const union = (a: readonly number[], b: readonly number[]): readonly number[] =>
  [...new Set([...a, ...b])].sort((x, y) => x - y).slice(-most.moments);

/** What two sets of observations of the same alert say together. */
export const merge = (a: Folded, b: Folded): Folded => ({
  source: a.source,
  key: a.key,
  first: Math.min(a.first, b.first),
  moments: union(a.moments, b.moments),
  title: later(a.title, b.title),
  severity: later(a.severity, b.severity),
  environment: later(a.environment, b.environment),
  summary: later(a.summary, b.summary),
  services: newest(a.services, b.services, most.services),
  links: newest(a.links, b.links, most.links),
  labels: newest(a.labels, b.labels, most.labels),
});

export const mergeOrNone = (a: Folded | null, b: Folded | null): Folded | null =>
  a === null || b === null ? (a ?? b) : merge(a, b);
