import type { NodeFeatures } from './features.ts';
import { rounded } from './round.ts';
import type { Weights } from './weights.ts';

export type Suspicion = {
  readonly service: string;
  /** How much of the symptom shows there: 0 to 1. */
  readonly carried: number;
  /** Of that what no callee carries as well. */
  readonly own: number;
  /** How loud its loudest signal is among all, 0 to 1. */
  readonly loud: number;
  readonly score: number;
};

/** How much of the symptom shows at a service: off / (off + half), times shape squared, times the share of the symptom. */
const carriedBy = (node: NodeFeatures, { halfOff, unknownShare }: Weights): number => {
  const { share } = node;
  // A service that has no series of the paged signal may yet carry it: its loudest stands in.
  const [off, shape] = node.paged === 0 ? [node.loud, node.loudShape] : [node.off, node.shape];
  const like = Math.max(0, shape);
  return (
    (off / (off + halfOff)) * like * like * (share === null ? unknownShare : Math.min(1, Math.max(0, share)))
  );
};

/**
 * The most that shows at a service or behind it: whom nobody measures hands on what its callees carry, so a hole in the metrics does
 * not cut the path. Each is walked once a service: along every way apart, two hundred that nobody measures would take for ever.
 */
const showing = (
  byName: ReadonlyMap<string, NodeFeatures>,
  carried: ReadonlyMap<string, number>,
): ((service: string) => number) => {
  const known = new Map<string, number>();
  return (start) => {
    const before = known.get(start);
    if (before !== undefined) return before;
    let most = 0;
    const reached = new Set([start]);
    // A set hands out what is added while it is walked.
    for (const service of reached) {
      most = Math.max(most, carried.get(service) ?? 0);
      const node = byName.get(service);
      if (node?.measured === 0) for (const callee of node.calls) reached.add(callee);
    }
    known.set(start, most);
    return most;
  };
};

/**
 * Which service the symptom comes from. A soft traversal: what a service carries less the most that any of its callees carries
 * ("Smooth Traversal", arXiv 2406.05014, without its threshold), so that of a chain of victims the end stays; and beside it the
 * loudest signal of any kind (BARO, arXiv 2405.09330), by which a processor at its limit points at its service.
 */
export const suspicionOf = (
  nodes: readonly NodeFeatures[],
  weights: Weights,
  /** Whether the symptom shows; if not, only what is loud can be told. */
  heard: boolean,
): Suspicion[] => {
  const byName = new Map(nodes.map((node) => [node.service, node]));
  const carried = new Map(nodes.map((node) => [node.service, carriedBy(node, weights)]));
  const shows = showing(byName, carried);
  const own = new Map(
    nodes.map(({ service, calls }) => {
      const below = calls.reduce((most, callee) => Math.max(most, shows(callee)), 0);
      return [service, heard ? Math.max(0, (carried.get(service) ?? 0) - below) : 0];
    }),
  );
  // And it may itself be what its callers cannot account for.
  const unmeasured = new Map<string, number>();
  for (const { service, calls } of nodes)
    for (const callee of calls)
      if (byName.get(callee)?.measured === 0)
        unmeasured.set(
          callee,
          Math.max(unmeasured.get(callee) ?? 0, weights.unmeasured * (own.get(service) ?? 0)),
        );
  const noise = (node: NodeFeatures): number => Math.log1p(node.loud * Math.max(0, node.loudShape) ** 2);
  const loudest = Math.max(...nodes.map(noise), 1e-9);
  return nodes.map((node) => {
    const mine = Math.max(own.get(node.service) ?? 0, unmeasured.get(node.service) ?? 0);
    const loud = noise(node) / loudest;
    const score = (mine + weights.loud * loud) * (node.hops === null ? weights.unreached : 1);
    return {
      service: node.service,
      carried: carried.get(node.service) ?? 0,
      own: mine,
      loud,
      score: rounded(score),
    };
  });
};
