import type { Need, Related, Shared } from '../../../evidence/related.ts';
import type { Net } from './net.ts';

/** Where so few need a thing, two of them in trouble tell of it. */
const fewNeed = 10;
/** So many nodes are looked at for one answer: 5,000 services with 8 edges each are some 350,000. */
const mostSteps = 1_000_000;

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

/** How the nodes given, each by the name under which it was asked for, hang together: no further than two steps apart. */
export const tiesAmong = (net: Net, asked: ReadonlyMap<number, string>): Omit<Related, 'known'> => {
  const nameOf = (node: number): string => {
    const ref = net.ref(node);
    return asked.get(node) ?? net.described(node)?.name ?? ref.slice(ref.lastIndexOf('/') + 1);
  };
  const needs: Need[] = [];
  const needers = new Map<number, string[]>();
  const behind = new Map<number, readonly number[]>();
  let steps = 0;

  /** Those asked for that a node in between needs; looked up once a node. */
  const askedBehind = (middle: number): readonly number[] => {
    const known = behind.get(middle);
    if (known !== undefined) return known;
    const all = nextTo(net, 'out', middle);
    steps += all.size;
    const found = [...all].filter((node) => asked.has(node));
    behind.set(middle, found);
    return found;
  };

  for (const [node, from] of asked) {
    if (steps > mostSteps) break;
    const direct = nextTo(net, 'out', node);
    steps += direct.size;
    const reached = new Set([node, ...direct]);
    for (const other of direct) {
      const to = asked.get(other);
      if (to !== undefined) {
        needs.push({ from, to, through: null });
        continue;
      }
      const others = needers.get(other);
      if (others === undefined) needers.set(other, [from]);
      else others.push(from);
      for (const far of askedBehind(other)) {
        steps += 1;
        if (reached.has(far)) continue;
        reached.add(far);
        needs.push({ from, to: nameOf(far), through: nameOf(other) });
      }
    }
  }

  const shared = [...needers].flatMap(([node, services]): Shared[] => {
    if (services.length < 2) return [];
    const all = nextTo(net, 'in', node).size;
    const tells = all <= fewNeed || services.length * 2 >= all;
    return tells ? [{ by: nameOf(node), services }] : [];
  });
  return { needs, shared };
};
