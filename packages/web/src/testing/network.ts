import type { GraphEdge, GraphNode } from '@nightjar/sdk/wire';

export const node = (name: string, rest: Partial<GraphNode> = {}): GraphNode => ({
  ref: `service:default/${name}`,
  kind: 'service',
  name,
  known: true,
  state: 'declared',
  tier: null,
  type: null,
  owners: [],
  depth: 0,
  ...rest,
});

/** `a needs b`. */
export const edge = (from: string, to: string, rest: Partial<GraphEdge> = {}): GraphEdge => ({
  from: `service:default/${from}`,
  to: `service:default/${to}`,
  type: 'dependsOn',
  confidence: 1,
  observed: false,
  why: null,
  lastSeen: null,
  traffic: null,
  ...rest,
});
