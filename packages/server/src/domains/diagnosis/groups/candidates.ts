import type { Related } from '../../../evidence/related.ts';
import type { Firing } from './firing.ts';
import { nearestPairs } from './nearest.ts';
import { sameEnvironment, type Tie } from './score.ts';

export type Candidate = { readonly a: Firing; readonly b: Firing; readonly tie: Tie };

/** Those under one key, by environment (`''` where none is told), each list sorted by time. */
type Block = ReadonlyMap<string, readonly Firing[]>;

const environmentOf = (key: string): string | null => (key === '' ? null : key);

const blocksBy = (
  sorted: readonly Firing[],
  keysOf: (firing: Firing) => readonly string[],
): Map<string, Map<string, Firing[]>> => {
  const blocks = new Map<string, Map<string, Firing[]>>();
  for (const firing of sorted)
    for (const key of keysOf(firing)) {
      const block = blocks.get(key) ?? new Map<string, Firing[]>();
      blocks.set(key, block);
      const environment = firing.environment ?? '';
      const list = block.get(environment);
      if (list === undefined) block.set(environment, [firing]);
      else list.push(firing);
    }
  return blocks;
};

/** Each with the one after it: whoever is nearer in time to both is between them. */
function* inTurn(list: readonly Firing[], tie: Tie): Generator<Candidate> {
  for (let n = 1; n < list.length; n += 1) {
    const [a, b] = [list[n - 1], list[n]];
    if (a !== undefined && b !== undefined) yield { a, b, tie };
  }
}

/** Two blocks, wherever their environments may be one. */
function* across(one: Block, other: Block, tie: Tie): Generator<Candidate> {
  for (const [here, list] of one)
    for (const [there, others] of other)
      if (sameEnvironment(environmentOf(here), environmentOf(there)))
        for (const [a, b] of nearestPairs(list, others)) yield { a, b, tie };
}

/** All that is under one key. */
function* within(block: Block, tie: Tie): Generator<Candidate> {
  for (const list of block.values()) yield* inTurn(list, tie);
  const unsaid = block.get('');
  if (unsaid === undefined) return;
  for (const [environment, list] of block)
    if (environment !== '') for (const [a, b] of nearestPairs(unsaid, list)) yield { a, b, tie };
}

/** Names that are words as well: a text that holds one names no service. */
const everyday: ReadonlySet<string> = new Set([
  ...[
    'alert',
    'alerts',
    'service',
    'services',
    'server',
    'error',
    'errors',
    'latency',
    'requests',
    'request',
  ],
  ...[
    'database',
    'cache',
    'queue',
    'disk',
    'memory',
    'node',
    'cluster',
    'host',
    'backup',
    'health',
    'status',
  ],
  ...['client', 'worker', 'workers', 'production', 'staging', 'critical', 'warning', 'monitoring', 'storage'],
]);
const shortestName = 4;

function* byService(services: ReadonlyMap<string, Block>, { needs, shared }: Related): Generator<Candidate> {
  for (const [service, block] of services) yield* within(block, { is: 'service', why: `also ${service}` });
  for (const { from, to, through } of needs) {
    const [one, other] = [services.get(from), services.get(to)];
    if (one === undefined || other === undefined || from === to) continue;
    const tie: Tie =
      through === null
        ? { is: 'calls', why: `${from} needs ${to}` }
        : { is: 'through', why: `${from} needs ${to} through ${through}` };
    yield* across(one, other, tie);
  }
  for (const { by, services: those } of shared) {
    // By time, so that each is tied to who is nearest.
    const blocks = those.flatMap((name) => {
      const block = services.get(name);
      const first = Math.min(...[...(block?.values() ?? [])].map((list) => list[0]?.at ?? 0));
      return block === undefined ? [] : [{ name, block, first }];
    });
    blocks.sort((a, b) => a.first - b.first || (a.name < b.name ? -1 : 1));
    for (let n = 1; n < blocks.length; n += 1) {
      const [one, other] = [blocks[n - 1], blocks[n]];
      if (one === undefined || other === undefined) continue;
      const why = `${one.name} and ${other.name} need ${by}`;
      yield* across(one.block, other.block, { is: 'shares', why });
    }
  }
}

function* byText(sorted: readonly Firing[], services: ReadonlyMap<string, Block>): Generator<Candidate> {
  for (const firing of sorted)
    for (const word of firing.words) {
      const named = services.get(word);
      if (named === undefined || firing.services.includes(word)) continue;
      if (word.length < shortestName || everyday.has(word)) continue;
      const alone: Block = new Map([[firing.environment ?? '', [firing]]]);
      yield* across(alone, named, { is: 'names', why: `its text names ${word}` });
    }
}

/**
 * Pairs that are worth a look: of one service, of neighbours in the graph, with a label that names the same thing, with a text that
 * names the other's service, or of no service with the same text. About as many as there are alerts and ties between services,
 * never a square of them: under each key everybody is paired with who is nearest in time.
 */
export function* candidates(sorted: readonly Firing[], related: Related): Generator<Candidate> {
  const services = blocksBy(sorted, (firing) => firing.services);
  yield* byService(services, related);
  yield* byText(sorted, services);
  for (const [thing, block] of blocksBy(sorted, (firing) => firing.things))
    yield* within(block, { is: 'thing', why: `same ${thing.replace('=', ' ')}` });
  const nameless = blocksBy(sorted, ({ services: of, source, shape }) =>
    of.length === 0 ? [`${source}\0${shape}`] : [],
  );
  for (const block of nameless.values()) yield* within(block, { is: 'same', why: 'says the same' });
}
