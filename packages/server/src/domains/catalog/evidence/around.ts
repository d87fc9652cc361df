import type { Ref } from '@nightjar/descriptors/ref';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { quote } from '@nightjar/query/print';
import type { Around, FindAround } from '../../../evidence/parts.ts';
import { entityRows } from '../cards.ts';
import { collect } from '../graph/load.ts';
import { ofThePast } from '../graph/load-past.ts';
import { refsMatching } from '../graph/matching.ts';
import { emptyNet, type Net } from '../graph/net.ts';
import { namedIn } from '../graph/nodes.ts';
import { residentOf } from '../graph/resident-of.ts';
import { entities } from '../projection.ts';
import { meantBy } from './meant.ts';
import { surroundings } from './surroundings.ts';

type Bounds = { readonly depth: number; readonly most: number };

const nobody = (service: string): Around => ({
  known: false,
  services: [{ name: service, hops: 0 }],
  edges: [],
  cut: false,
});

/** Told by name; of two of one name the nearest. */
const told = (net: Net, start: number, bounds: Bounds): Around => {
  const { nodes, edges, cut } = surroundings(net, start, bounds);
  const nameOf = (node: number): string => namedIn(net, net.ref(node)).name;
  const hops = new Map<string, number | null>();
  for (const { node, hops: away } of nodes) if (!hops.has(nameOf(node))) hops.set(nameOf(node), away);
  return {
    known: true,
    services: [...hops].map(([name, away]) => ({ name, hops: away })),
    edges: edges.map(([from, to]) => [nameOf(from), nameOf(to)] as const).filter(([from, to]) => from !== to),
    cut,
  };
};

/** Where nobody says what it calls: what its owner runs besides. */
const ofSameOwner = async (
  reader: Reader,
  net: Net,
  ref: Ref,
  most: number,
  clock: Date,
): Promise<Around> => {
  const start = net.node(ref);
  const name = namedIn(net, ref).name;
  const [owner] = net.described(start)?.owners ?? [];
  const alone = { known: true, services: [{ name, hops: 0 }], edges: [], cut: false };
  if (owner === undefined) return alone;
  const query = `kind:service,resource owner:${quote(owner)}`;
  const { refs, cut } = await refsMatching(reader, { query, limit: most, at: null, now: clock });
  const rows = await entityRows(reader, [...refs].sort() as Ref[], null);
  const others = [...new Set(rows.map((row) => row.name))].filter((it) => it !== name).slice(0, most - 1);
  return { ...alone, services: [...alone.services, ...others.map((it) => ({ name: it, hops: null }))], cut };
};

/** As it stood, or as it stands. An API on the way is read as a step of its own, so twice as many are. */
const netOf = async (
  kernel: Kernel,
  reader: Reader,
  ref: Ref,
  at: Date | null,
  depth: number,
): Promise<Net> => {
  if (at === null) return residentOf(kernel).now(reader);
  const net = emptyNet();
  await collect(net, reader, { start: ref, direction: 'out', depth: 2 * depth, limit: ofThePast.nodes }, at);
  return net;
};

/**
 * What the catalog gives to a diagnosis. What it did not know at the instant it tells as it stands now: it is often younger than
 * what is asked about.
 */
export const around: FindAround = async (kernel, caller, { service, at, depth, most }) => {
  const reader = await kernel.reader(caller, { of: [entities] });
  const moments = at === null ? [null] : [new Date(at), null];
  for (const moment of moments) {
    const ref = await meantBy(reader, service, moment);
    if (ref === null) continue;
    const net = await netOf(kernel, reader, ref, moment, depth);
    const start = net.find(ref);
    const found = start === undefined ? null : told(net, start, { depth, most });
    if (found !== null && found.edges.length > 0) return found;
    if (moment === null) return ofSameOwner(reader, net, ref, most, kernel.clock.now());
  }
  return nobody(service);
};
