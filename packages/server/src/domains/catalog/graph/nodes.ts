import { partsOf } from '@nightjar/descriptors/ref';
import type { Named } from '../wire.ts';
import type { Net } from './net.ts';
import type { Reached } from './reach.ts';
import type { GraphNode } from './wire.ts';

/** A reference that nobody has described is all the name it has. */
export const namedIn = (net: Net, ref: string): Named => {
  const id = net.find(ref);
  const described = id === undefined ? null : net.described(id);
  const { kind, name } = partsOf(ref);
  return { ref, kind, name: described?.name ?? name, known: described !== null };
};

export const graphNode = (net: Net, { node, depth }: Pick<Reached, 'node' | 'depth'>): GraphNode => {
  const ref = net.ref(node);
  const described = net.described(node);
  return {
    ...namedIn(net, ref),
    state: described?.state ?? null,
    tier: described?.tier ?? null,
    type: described?.type ?? null,
    owners: [...(described?.owners ?? [])],
    depth,
  };
};
