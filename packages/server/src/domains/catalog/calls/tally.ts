import { addLatency, countLatency } from './latency.ts';
import type { Call } from './window.ts';

/** The calls of one edge in one minute, not yet written. Caller and callee as the spans name them. */
export type Edge = Pick<Call, 'org' | 'caller' | 'callee' | 'environment' | 'minute'> & {
  count: number;
  errors: number;
  sumMs: number;
  latency: number[];
};

type TallyLimits = {
  /** Edges an organisation may have in one minute: a table is not for names made up request by request. */
  readonly mostAMinute: number;
};

const calleeKey = (callee: Call['callee']): string => {
  switch (callee.is) {
    case 'service':
      return callee.service.ref;
    case 'address':
      return `address:${callee.names.join(' ')}`;
    case 'peer':
    case 'resource':
      return callee.ref;
  }
};

const minuteMs = 60_000;

/** Adds calls up by edge and minute until they are taken to be written. Its size is that of the graph, not of the traffic. */
export const openTally = ({ mostAMinute }: TallyLimits) => {
  let edges = new Map<string, Edge>();
  let since: number | undefined;
  let heardIn = 0;
  const heard = new Map<number, Set<string>>();

  const mayAdd = (org: number, key: string, now: number): boolean => {
    const minute = Math.floor(now / minuteMs);
    if (minute !== heardIn) heard.clear();
    heardIn = minute;
    const keys = heard.get(org) ?? new Set<string>();
    heard.set(org, keys);
    if (!keys.has(key) && keys.size >= mostAMinute) return false;
    keys.add(key);
    return true;
  };

  return {
    /** False where it was one edge too many. `now` in ms. */
    add: (call: Call, now: number): boolean => {
      const { org, caller, callee, environment, minute, durationMs, failed } = call;
      const key = `${org} ${minute} ${caller.ref} ${calleeKey(callee)} ${environment}`;
      let edge = edges.get(key);
      if (edge === undefined) {
        if (!mayAdd(org, key, now)) return false;
        edge = { org, caller, callee, environment, minute, count: 0, errors: 0, sumMs: 0, latency: [] };
        edges.set(key, edge);
        since ??= now;
      }
      edge.count += 1;
      if (failed) edge.errors += 1;
      edge.sumMs += durationMs;
      countLatency(edge.latency, durationMs);
      return true;
    },
    /** All that was added; from here on it is somebody else's. */
    take: (): { edges: Map<string, Edge>; since: number | undefined } => {
      const taken = { edges, since };
      edges = new Map();
      since = undefined;
      return taken;
    },
    /** What could not be written comes back, with what came since added to it. */
    putBack: (taken: ReadonlyMap<string, Edge>, takenSince: number | undefined): void => {
      for (const [key, more] of taken) {
        const edge = edges.get(key);
        if (edge === undefined) {
          edges.set(key, more);
          continue;
        }
        edge.count += more.count;
        edge.errors += more.errors;
        edge.sumMs += more.sumMs;
        addLatency(edge.latency, more.latency);
      }
      since = takenSince ?? since;
    },
    size: (): number => edges.size,
    since: (): number | undefined => since,
  };
};
