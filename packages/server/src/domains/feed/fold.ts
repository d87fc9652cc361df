import { sameName } from '../../change/names.ts';
import type { Actor, Kind, Link, Observation, Phase } from '../../change/observation.ts';
import { later, newest, type Register, type Registers, registers, stamp } from '../../change/register.ts';
import { titleOf } from '../../change/title.ts';

/** First and last time that a phase was reported, in milliseconds since 1970. */
type Seen = readonly [first: number, last: number];

/**
 * What a set of observations says about a change, in a form that never grows with their number: registers, unions that
 * are cut to the newest, and first and last times. `merge` joins two of them; it is associative, commutative and
 * idempotent, so order, repetition and grouping of the observations make no difference.
 */
export type Folded = {
  readonly source: string;
  readonly key: string;
  readonly phases: Readonly<Partial<Record<Phase, Seen>>>;
  readonly kind: Register<Kind>;
  readonly title: Register<string>;
  readonly environment: Register<string>;
  readonly actor: Register<Actor>;
  readonly version: Register<string>;
  readonly previousVersion: Register<string>;
  readonly revert: Register<Link>;
  readonly summary: Register<string>;
  /** By name as names are compared, because case does not tell services apart. */
  readonly services: Registers<string>;
  /** Label by address. */
  readonly links: Registers<string>;
  readonly tags: Registers<string>;
};

/** A change of which nothing is known but its name. */
export const nothingSaid: Folded = {
  source: '',
  key: '',
  phases: {},
  kind: null,
  title: null,
  environment: null,
  actor: null,
  version: null,
  previousVersion: null,
  revert: null,
  summary: null,
  services: {},
  links: {},
  tags: {},
};

const most = { services: 200, links: 50, tags: 100 } as const;

/** A person counts for more than a robot: the pipeline that reports the end is not who began it. */
const specificActor = { human: 2, automation: 1, unknown: 0 } as const;

/** What one observation says. */
export const single = (it: Observation): Folded => {
  const at = Date.parse(it.at);
  const now = stamp(at, it.phase);
  const said = <Value>(value: Value | null): Register<Value> => (value === null ? null : [now, value]);
  const guessed = it.title === titleOf(it);
  return {
    source: it.source,
    key: it.key,
    phases: { [it.phase]: [at, at] },
    kind: [stamp(at, it.phase, it.kind === 'other' ? 0 : 1), it.kind],
    title: [stamp(at, it.phase, guessed ? 0 : 1), it.title],
    environment: said(it.environment),
    actor: it.actor === null ? null : [stamp(at, it.phase, specificActor[it.actor.kind]), it.actor],
    version: said(it.version),
    previousVersion: said(it.previousVersion),
    revert: said(it.revert),
    summary: said(it.summary),
    services: registers(it.services, (name) => [sameName(name), [now, name]], most.services),
    links: registers(it.links, ({ url, label }) => [url, [now, label]], most.links),
    tags: registers(Object.entries(it.tags), ([tag, value]) => [tag, [now, value]], most.tags),
  };
};

/** What two sets of observations of the same change say together. */
export const merge = (a: Folded, b: Folded): Folded => ({
  source: a.source,
  key: a.key,
  phases: seen(a.phases, b.phases),
  kind: later(a.kind, b.kind),
  title: later(a.title, b.title),
  environment: later(a.environment, b.environment),
  actor: later(a.actor, b.actor),
  version: later(a.version, b.version),
  previousVersion: later(a.previousVersion, b.previousVersion),
  revert: later(a.revert, b.revert),
  summary: later(a.summary, b.summary),
  services: newest(a.services, b.services, most.services),
  links: newest(a.links, b.links, most.links),
  tags: newest(a.tags, b.tags, most.tags),
});

export const mergeOrNone = (a: Folded | null, b: Folded | null): Folded | null =>
  a === null || b === null ? (a ?? b) : merge(a, b);

const seen = (a: Folded['phases'], b: Folded['phases']): Folded['phases'] => {
  const both: Partial<Record<Phase, Seen>> = { ...a };
  for (const [phase, [first, last]] of Object.entries(b) as [Phase, Seen][]) {
    const before = a[phase];
    both[phase] =
      before === undefined ? [first, last] : [Math.min(before[0], first), Math.max(before[1], last)];
  }
  return both;
};
