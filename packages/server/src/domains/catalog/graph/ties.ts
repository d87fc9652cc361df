import type { Need, Related, Shared } from '../../../evidence/related.ts';
import type { Net } from './net.ts';

/** So many nodes are looked at for one answer: 5,000 services with 8 edges each are some 350,000. */
const mostSteps = 1_000_000;
/** Ties that one node in between makes, at most: who needs it is tied together besides. */
const mostThrough = 50;

/** Ties by chance that are put up with among all that are looked at. */
const byChance = 0.05;
/** In a small company everything is near everything, and yet not everything fires because something does. */
const leastCompany = 500;

/** The probability of at least `k` where `mean` are expected (Poisson). */
const atLeast = (k: number, mean: number): number => {
  if (k <= 0) return 1;
  let term = Math.exp(-mean);
  for (let n = 1; n <= k; n += 1) term *= mean / n;
  let sum = 0;
  for (let n = k; term > 1e-12 && n < k + 1000; n += 1) {
    sum += term;
    term *= mean / (n + 1);
  }
  return Math.min(1, sum);
};

const isApi = (net: Net, node: number): boolean => net.ref(node).startsWith('api:');

/** Whom it needs, or who needs it; an API in between is a part of the call and no step of its own. */
const nextTo = (net: Net, direction: 'in' | 'out', node: number): Set<number> => {
  const found = new Set<number>();
  net.each(direction, node, (other) => {
    if (!isApi(net, other)) found.add(other);
    else net.each(direction, other, (behind) => found.add(behind));
  });
  found.delete(node);
  return found;
};

/**
 * How the nodes given, each by the name under which it was asked for, hang together: one needs the other, or a node in between that
 * was not asked for makes neighbours of them. The latter only where it would hardly come about by chance: of a hundred alerts at once
 * among 5,000 services with 8 edges each, every other pair that is two steps apart has nothing to do with one another.
 */
export const tiesAmong = (net: Net, asked: ReadonlyMap<number, string>): Omit<Related, 'known'> => {
  const nameOf = (node: number): string => {
    const ref = net.ref(node);
    return asked.get(node) ?? net.described(node)?.name ?? ref.slice(ref.lastIndexOf('/') + 1);
  };
  const needs: Need[] = [];
  /** Of each node in between, who of those asked for needs it. */
  const needers = new Map<number, string[]>();
  let steps = 0;
  for (const [node, from] of asked) {
    const direct = nextTo(net, 'out', node);
    steps += direct.size;
    for (const other of direct) {
      const to = asked.get(other);
      const others = needers.get(other);
      if (to !== undefined) needs.push({ from, to, through: null });
      else if (others === undefined) needers.set(other, [from]);
      else others.push(from);
    }
  }

  const tests = needers.size;
  const share = (asked.size - 1) / Math.max(net.size(), leastCompany);
  const shared: Shared[] = [];
  for (const [node, services] of needers) {
    if (steps > mostSteps) break;
    const behind = nextTo(net, 'out', node);
    const all = nextTo(net, 'in', node).size;
    steps += behind.size + all;
    const rare = (fire: number, of: number): boolean => atLeast(fire, of * share) * tests <= byChance;
    const by = nameOf(node);
    // One of them is given, else nobody would look at the node.
    if (services.length > 1 && rare(services.length - 1, all - 1)) shared.push({ by, services });
    if (!rare(services.length, all)) continue;
    for (const far of behind) {
      const to = asked.get(far);
      if (to === undefined) continue;
      for (const from of services.slice(0, mostThrough))
        if (from !== to) needs.push({ from, to, through: by });
    }
  }
  return { needs, shared };
};
