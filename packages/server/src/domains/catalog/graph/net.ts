import { isStronger, type Need, needWords } from './need.ts';

/** What an answer tells of a node, kept beside the edges: reading 5,000 rows for one answer takes 40 ms. */
export type Described = {
  readonly name: string;
  readonly state: 'declared' | 'discovered' | 'gone';
  readonly tier: number | null;
  readonly type: string | null;
  readonly owners: readonly string[];
};

/** Numbers of nodes and edges are those of the net, and mean nothing outside it. */
export type Net = {
  readonly size: () => number;
  /** Edges that stand. */
  readonly edges: () => number;
  /** Edges that were taken out and still take room. */
  readonly dead: () => number;
  readonly find: (ref: string) => number | undefined;
  /** The node of a reference, made where there was none. */
  readonly node: (ref: string) => number;
  readonly ref: (node: number) => string;
  /** Null where only others speak of it. */
  readonly described: (node: number) => Described | null;
  readonly describe: (ref: string, described: Described) => void;
  /** Two for the same pair become one. */
  readonly add: (need: Need) => void;
  /** Takes out every edge from and to a node. */
  readonly loosen: (ref: string) => void;
  /** What it needs (`out`), or what needs it (`in`). */
  readonly each: (
    direction: 'out' | 'in',
    node: number,
    visit: (other: number, edge: number) => void,
  ) => void;
  readonly degree: (direction: 'out' | 'in', node: number) => number;
  readonly need: (edge: number) => Need;
  /** How one needs the other; undefined where it does not. */
  readonly between: (from: number, to: number) => Need | undefined;
};

const none = -1;
/** Bits of an edge: two for the word, then these. */
const observedBit = 4;
const deadBit = 8;

const grown = <Numbers extends Int32Array | Uint8Array | Float32Array>(numbers: Numbers): Numbers => {
  const more = new (numbers.constructor as new (length: number) => Numbers)(numbers.length * 2);
  more.set(numbers);
  return more;
};

/**
 * The graph of what needs what, in numbers: every edge stands in two linked lists, that of its beginning and that of its
 * end. So an edge is added in no time and a node's edges are replaced without touching another's. 21 bytes an edge; objects
 * in arrays take 90, and a compressed table (CSR) is 8 but must be built anew for every edge that changes.
 */
export const emptyNet = (): Net => {
  const refs: string[] = [];
  const told: (Described | null)[] = [];
  const ids = new Map<string, number>();
  const whys = new Map<number, string>();
  const words = new Map<string, string>();
  let firsts = { out: new Int32Array(1024).fill(none), in: new Int32Array(1024).fill(none) };
  let degrees = { out: new Int32Array(1024), in: new Int32Array(1024) };
  let [from, to, nextOut, nextIn] = [0, 1, 2, 3].map(() => new Int32Array(4096)) as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  let bits = new Uint8Array(4096);
  let confidences = new Float32Array(4096);
  let used = 0;
  let dead = 0;

  /** The same text once: owners and types repeat thousands of times. */
  const once = (text: string): string => {
    const known = words.get(text);
    if (known !== undefined) return known;
    words.set(text, text);
    return text;
  };

  const node = (ref: string): number => {
    const known = ids.get(ref);
    if (known !== undefined) return known;
    const id = refs.push(ref) - 1;
    told.push(null);
    ids.set(ref, id);
    if (id === firsts.out.length) {
      const length = id * 2;
      const widen = (old: Int32Array<ArrayBuffer>, fill: number): Int32Array<ArrayBuffer> => {
        const wide = new Int32Array(length).fill(fill);
        wide.set(old);
        return wide;
      };
      firsts = { out: widen(firsts.out, none), in: widen(firsts.in, none) };
      degrees = { out: widen(degrees.out, 0), in: widen(degrees.in, 0) };
    }
    return id;
  };

  const isDead = (edge: number): boolean => ((bits[edge] ?? 0) & deadBit) !== 0;

  const each: Net['each'] = (direction, of, visit) => {
    const [next, others] = direction === 'out' ? [nextOut, to] : [nextIn, from];
    for (let edge = firsts[direction][of] ?? none; edge !== none; edge = next[edge] ?? none)
      if (!isDead(edge)) visit(others[edge] ?? none, edge);
  };

  /** The edge between two that stands, looked for at the end that has fewer. */
  const between = (a: number, b: number): number | undefined => {
    const fromA = (degrees.out[a] ?? 0) <= (degrees.in[b] ?? 0);
    const [next, others, other] = fromA ? [nextOut, to, b] : [nextIn, from, a];
    let edge = (fromA ? firsts.out[a] : firsts.in[b]) ?? none;
    for (; edge !== none; edge = next[edge] ?? none) if (others[edge] === other && !isDead(edge)) return edge;
    return undefined;
  };

  const write = (edge: number, { type, confidence, observed, why }: Omit<Need, 'from' | 'to'>): void => {
    bits[edge] = needWords.indexOf(type) | (observed ? observedBit : 0);
    confidences[edge] = confidence;
    if (why === null) whys.delete(edge);
    else whys.set(edge, once(why));
  };

  const need = (edge: number): Need => ({
    from: refs[from[edge] ?? none] ?? '',
    to: refs[to[edge] ?? none] ?? '',
    type: needWords[(bits[edge] ?? 0) & 3] ?? 'dependsOn',
    // Kept in 4 bytes: 0.9 would come back as 0.8999999761581421.
    confidence: Math.round((confidences[edge] ?? 0) * 1e4) / 1e4,
    observed: ((bits[edge] ?? 0) & observedBit) !== 0,
    why: whys.get(edge) ?? null,
  });

  const add = (added: Need): void => {
    const [a, b] = [node(added.from), node(added.to)];
    const there = between(a, b);
    if (there !== undefined) {
      const before = need(there);
      write(there, {
        ...(isStronger(added, before) ? added : before),
        confidence: Math.max(added.confidence, before.confidence),
        observed: added.observed && before.observed,
      });
      return;
    }
    if (used === from.length) {
      [from, to, nextOut, nextIn] = [grown(from), grown(to), grown(nextOut), grown(nextIn)];
      bits = grown(bits);
      confidences = grown(confidences);
    }
    const edge = used;
    used += 1;
    from[edge] = a;
    to[edge] = b;
    nextOut[edge] = firsts.out[a] ?? none;
    nextIn[edge] = firsts.in[b] ?? none;
    firsts.out[a] = edge;
    firsts.in[b] = edge;
    degrees.out[a] = (degrees.out[a] ?? 0) + 1;
    degrees.in[b] = (degrees.in[b] ?? 0) + 1;
    write(edge, added);
  };

  const loosen = (ref: string): void => {
    const id = ids.get(ref);
    if (id === undefined) return;
    const kill = (_: number, edge: number): void => {
      const [a, b] = [from[edge] ?? 0, to[edge] ?? 0];
      bits[edge] = (bits[edge] ?? 0) | deadBit;
      degrees.out[a] = (degrees.out[a] ?? 0) - 1;
      degrees.in[b] = (degrees.in[b] ?? 0) - 1;
      whys.delete(edge);
      dead += 1;
    };
    each('out', id, kill);
    each('in', id, kill);
    firsts.out[id] = none;
    firsts.in[id] = none;
  };

  return {
    size: () => refs.length,
    edges: () => used - dead,
    dead: () => dead,
    find: (ref) => ids.get(ref),
    node,
    ref: (id) => refs[id] ?? '',
    described: (id) => told[id] ?? null,
    describe: (ref, { name, state, tier, type, owners }) => {
      told[node(ref)] = {
        name,
        state,
        tier,
        type: type === null ? null : once(type),
        owners: owners.map(once),
      };
    },
    add,
    loosen,
    each,
    degree: (direction, id) => degrees[direction][id] ?? 0,
    need,
    between: (a, b) => {
      const edge = between(a, b);
      return edge === undefined ? undefined : need(edge);
    },
  };
};
