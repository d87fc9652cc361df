import type { Relation } from '@nightjar/descriptors/description';
import { expect, test } from 'vitest';
import { entityStream } from '../events.ts';
import { emptyNet } from '../graph/net.ts';
import { tiesAmong } from '../graph/ties.ts';
import { callerWith, catalogHouse } from '../testing/house.ts';
import { related } from './related.ts';

const at = '2026-01-01T00:00:00Z';

const world = async () => {
  const house = await catalogHouse();
  /** `web > pricing`: web needs pricing. Names without a kind are services. */
  const say = async (text: string): Promise<void> => {
    const needs = Map.groupBy(
      text.split('\n').map((line) => line.trim().split(' > ')),
      ([from]) => from ?? '',
    );
    const ref = (name: string): string => (name.includes(':') ? name : `service:default/${name}`);
    for (const [from, edges] of needs)
      await house.kernel.log.append({
        org: 1,
        stream: entityStream(ref(from)),
        facts: [
          {
            type: 'EntityDescribed',
            at,
            data: {
              entity: ref(from),
              name: from.slice(from.indexOf('/') + 1),
              by: 'backstage',
              source: `backstage:${from}`,
              says: {
                relations: edges.flatMap(([, to = '']): Relation[] =>
                  to === ''
                    ? []
                    : [{ type: to.startsWith('api:') ? 'consumesApi' : 'dependsOn', to: ref(to) }],
                ),
              },
            },
          },
        ],
      });
    await house.reader();
  };
  return {
    say,
    ask: async (...names: readonly string[]) => {
      const { known, needs, shared } = await related(house.kernel, callerWith('read'), names);
      return {
        known: [...known].sort(),
        needs: needs
          .map(({ from, to, through }) => [from, ...(through === null ? [] : [through]), to].join(' > '))
          .sort(),
        shared: shared.map(({ by, services }) => `${by}: ${services.toSorted().join(' ')}`).sort(),
      };
    },
    [Symbol.asyncDispose]: house[Symbol.asyncDispose],
  };
};

test('services hang together by what they need, no further than two steps apart', async () => {
  await using it = await world();
  await it.say(`web > checkout
    checkout > pricing
    pricing > ledger
    ledger > resource:default/db
    cart
    resource:default/db`);
  expect(await it.ask('Web', 'checkout', 'nobody')).toEqual({
    known: ['checkout', 'web'],
    needs: ['web > checkout'],
    shared: [],
  });
  // Who is asked about as well ties its neighbours by itself.
  expect((await it.ask('web', 'checkout', 'pricing')).needs).toEqual([
    'checkout > pricing',
    'web > checkout',
  ]);
  expect((await it.ask('web', 'pricing')).needs).toEqual(['web > checkout > pricing']);
  expect((await it.ask('web', 'ledger')).needs).toEqual([]);
  expect((await it.ask('pricing', 'db')).needs).toEqual(['pricing > ledger > db']);
  expect(await it.ask('cart')).toEqual({ known: ['cart'], needs: [], shared: [] });
  expect(await it.ask()).toEqual({ known: [], needs: [], shared: [] });
}, 30_000);

test('what ties those who need it is what so many of them are not in trouble with by chance', async () => {
  await using it = await world();
  const crowd = Array.from({ length: 20 }, (_, n) => `c${n}`);
  await it.say(
    ['a > redis', 'b > redis', 'redis', 'auth', ...crowd.map((name) => `${name} > auth`)].join('\n'),
  );
  expect((await it.ask('a', 'b', 'c1', 'c2')).shared).toEqual(['redis: a b']);
  expect((await it.ask(...crowd.slice(0, 10))).shared).toEqual([
    `auth: ${crowd.slice(0, 10).toSorted().join(' ')}`,
  ]);
}, 30_000);

test('of a hundred unrelated services in a large company hardly any is tied to another', async () => {
  const net = emptyNet();
  const size = 5_000;
  let seed = 1;
  const draw = (): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % size;
  };
  const ref = (n: number): string => `service:default/s${n}`;
  for (let n = 0; n < size; n += 1)
    for (let edge = 0; edge < 8; edge += 1)
      net.add({ from: ref(n), to: ref(draw()), type: 'calls', confidence: 1, observed: true, why: null });
  const pick = (count: number): Map<number, string> =>
    new Map(Array.from({ length: count }, draw).map((n) => [net.node(ref(n)), `s${n}`]));
  for (const count of [3, 10, 100]) {
    const { needs, shared } = tiesAmong(net, pick(count));
    const between = needs.filter(({ through }) => through !== null);
    expect([between, shared]).toEqual([[], []]);
  }
  // All who need one thing are: it breaks, and says nothing itself.
  const broken = net.node(ref(17));
  const callers = new Map<number, string>();
  net.each('in', broken, (node) => callers.set(node, net.ref(node)));
  expect(callers.size).toBeGreaterThan(3);
  const { shared } = tiesAmong(net, new Map([...callers, ...pick(100)]));
  expect(shared.filter(({ services }) => services.length >= callers.size).map(({ by }) => by)).toEqual([
    's17',
  ]);
});
