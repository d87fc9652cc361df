import type { EntityDescribed } from '@nightjar/server/domains/catalog/events';
import { random, zipf } from '../chance.ts';

type Says = EntityDescribed['data']['says'];
type Relation = NonNullable<Says['relations']>[number];

/** What one source says about one service of the generated company. */
export type Word = { readonly entity: string; readonly by: 'backstage' | 'traces'; readonly says: Says };

/** Edges of each service: half of them declared, half only seen by traces. */
const edgesEach = 8;

export const serviceRef = (n: number): string => `service:default/service-${String(n).padStart(6, '0')}`;
export const hub = 'service:default/hub';
/** Each needs the next. */
export const chain = Array.from({ length: 21 }, (_, n) => `service:default/chain-${n}`);

/** How many call the hub: half of all, at most as many as a large company has. */
const callersOfHub = (size: number): number => Math.min(10_000, Math.floor(size / 2));

/**
 * A company of so many services with 8 edges each: half of the targets are drawn evenly, so that everything reaches
 * everything, half by Zipf's law, because a few things are needed by all. Besides them a hub, whose callers have that as
 * one of their edges, and a chain.
 */
export const generated = function* (size: number, seed = 1): Generator<Word> {
  const chance = random(seed);
  const popular = zipf(size);
  const target = (n: number, edge: number): string => {
    if (edge === 0 && n < callersOfHub(size)) return hub;
    const drawn = edge % 2 === 0 ? popular(chance()) : Math.floor(chance() * size);
    // The popular ones are strewn over all numbers; nobody calls itself.
    const other = edge % 2 === 0 ? (drawn * 7919) % size : drawn;
    return serviceRef(other === n ? (other + 1) % size : other);
  };
  for (let n = 0; n < size; n++) {
    const targets = new Set<string>();
    for (let edge = 0; targets.size < Math.min(edgesEach, size - 1); edge++) targets.add(target(n, edge));
    const relations = [...targets].map(
      (to, edge): Relation => ({ type: edge < edgesEach / 2 ? 'dependsOn' : 'calls', to }),
    );
    const entity = serviceRef(n);
    const tier = Math.floor(chance() * 4) as 0 | 1 | 2 | 3;
    const owners = [`team:default/team-${Math.floor(chance() * 100)}`];
    const declared = relations.filter(({ type }) => type === 'dependsOn');
    const traced = relations.filter(({ type }) => type === 'calls');
    yield { entity, by: 'backstage', says: { type: 'service', tier, owners, relations: declared } };
    yield { entity, by: 'traces', says: { relations: traced } };
  }
  yield { entity: hub, by: 'backstage', says: { tier: 0, owners: ['team:default/team-0'] } };
  for (const [n, entity] of chain.entries()) {
    const next = chain[n + 1];
    const relations: Relation[] = next === undefined ? [] : [{ type: 'dependsOn', to: next }];
    yield { entity, by: 'backstage', says: { tier: 2, relations } };
  }
};
