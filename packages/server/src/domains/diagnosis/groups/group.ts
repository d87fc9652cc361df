import { testSource } from '../../../change/alert.ts';
import type { Related } from '../../../evidence/related.ts';
import { candidates } from './candidates.ts';
import { components } from './components.ts';
import type { Firing } from './firing.ts';
import { enough, scoreOf } from './score.ts';

/** A group that stands already. */
export type Known = {
  readonly id: string;
  readonly lead: string;
  /** When its first alert began, in milliseconds since 1970. */
  readonly first: number;
};

export type Addition = { readonly firing: Firing; readonly why: string | null };

/** What is to be recorded. */
export type Regrouping =
  /** Its first alert leads. */
  | { readonly is: 'founded'; readonly alerts: readonly [Addition, ...Addition[]] }
  | {
      readonly is: 'joined';
      readonly group: Known;
      readonly alerts: readonly Addition[];
      /** Groups that these alerts show to be of the same cause. */
      readonly merges: readonly string[];
    };

const hour = 3_600_000;

/** What fires so long after a group's first alert begins another: a cause that lasts is diagnosed anew. */
const longestGroup = 6 * hour;

const severities = ['critical', 'error', 'warning', 'info'];
const rankOf = ({ severity }: Firing): number => {
  const rank = severities.indexOf(severity ?? '');
  return rank < 0 ? severities.length : rank;
};

/** The first, of equals the gravest. */
const byTime = (a: Firing, b: Firing): number =>
  a.at - b.at || rankOf(a) - rankOf(b) || (a.id < b.id ? -1 : 1);

type Link = { readonly a: number; readonly b: number; readonly score: number; readonly why: string };

const strangersIn =
  ({ known }: Related) =>
  (a: Firing, b: Firing): boolean =>
    [a, b].every(({ services }) => services.length > 0 && services.every((name) => known.has(name)));

/** A test is of nobody's cause: what is really broken meanwhile is told of by itself. */
const isReal = ({ source }: Firing): boolean => source !== testSource;

/**
 * Which alerts are of one cause. `alerts`: of no group yet; `members`: some that stand for what the groups in `groups` hold. Pure,
 * and the order of what is given makes no difference. Conservative: alerts at the same time are nothing to one another unless
 * something ties them; what is tied strongly goes together first, so that what is told of no environment goes where it fits best.
 */
export const group = (
  alerts: readonly Firing[],
  members: readonly Firing[],
  groups: readonly Known[],
  related: Related,
): Regrouping[] => {
  const byId = new Map(groups.map((one) => [one.id, one]));
  const all = [...alerts, ...members.filter((one) => byId.has(one.group ?? ''))].sort(byTime);
  const places = new Map(all.map(({ id }, n) => [id, n]));
  const sets = components(all.map(({ environment }) => environment));
  const of = (n: number): Known | undefined => byId.get(all[n]?.group ?? '');

  // What is of one group already stays so.
  const heads = new Map<string, number>();
  all.forEach((one, n) => {
    if (one.group === null) return;
    const head = heads.get(one.group);
    if (head === undefined) heads.set(one.group, n);
    else sets.join(head, n);
  });

  const isStrange = strangersIn(related);
  const tooLate = (n: number, at: number): boolean => at - (of(n)?.first ?? at) > longestGroup;
  const links: Link[] = [];
  for (const { a, b, tie } of candidates(all.filter(isReal), related)) {
    const score = scoreOf(a, b, tie, isStrange(a, b));
    const [x, y] = [places.get(a.id) ?? 0, places.get(b.id) ?? 0];
    if (score < enough || tooLate(x, b.at) || tooLate(y, a.at)) continue;
    links.push(x < y ? { a: x, b: y, score, why: tie.why } : { a: y, b: x, score, why: tie.why });
  }
  links.sort((a, b) => b.score - a.score || a.a - b.a || a.b - b.b || (a.why < b.why ? -1 : 1));
  const whys = new Map<number, string>();
  for (const { a, b, why } of links) {
    if (!sets.join(a, b)) continue;
    for (const n of [a, b]) if (!whys.has(n)) whys.set(n, why);
  }

  const sorted = Map.groupBy(all.keys(), sets.find);
  return [...sorted.values()].flatMap((places): Regrouping[] => {
    const added = places.flatMap((n): Addition[] => {
      const firing = all[n];
      return firing === undefined || firing.group !== null ? [] : [{ firing, why: whys.get(n) ?? null }];
    });
    const [first, ...others] = added;
    if (first === undefined) return [];
    const standing = [...new Set(places.flatMap((n) => of(n) ?? []))].sort(
      (a, b) => a.first - b.first || (a.id < b.id ? -1 : 1),
    );
    const [into, ...rest] = standing;
    if (into === undefined) return [{ is: 'founded', alerts: [{ ...first, why: null }, ...others] }];
    return [{ is: 'joined', group: into, alerts: added, merges: rest.map(({ id }) => id) }];
  });
};
