import type { Relation } from '@nightjar/descriptors/description';
import { expect, test } from 'vitest';
import { entityStream } from '../events.ts';
import { catalogHouse } from '../testing/house.ts';

const ref = (name: string): string => `service:default/${name}`;

test('the graph is asked by name over HTTP, now and as of an instant, and an edit is seen at once', async () => {
  await using house = await catalogHouse();
  const say = (name: string, needs: readonly string[], at: string) =>
    house.kernel.log.append({
      org: 1,
      stream: entityStream(ref(name)),
      facts: [
        {
          type: 'EntityDescribed',
          at,
          data: {
            entity: ref(name),
            name,
            by: 'backstage',
            source: `backstage:${name}`,
            says: { relations: needs.map((to): Relation => ({ type: 'dependsOn', to: ref(to) })) },
          },
        },
      ],
    });
  const ask = async (path: string) => (await house.get(`/api/v1/catalog/${path}`)).body;
  const refs = async (path: string): Promise<string[]> =>
    (await ask(path)).nodes.map((node: { ref: string }) => node.ref);
  await say('web', ['pricing'], '2026-01-01T00:00:00Z');
  await say('pricing', ['db'], '2026-01-01T00:00:00Z');
  await say('db', [], '2026-01-01T00:00:00Z');
  expect(await refs('graph?of=web&direction=callees&depth=5')).toEqual(['web', 'pricing', 'db'].map(ref));
  expect((await ask('impact?of=db')).breaks).toMatchObject([
    { ref: ref('pricing'), through: [] },
    { ref: ref('web'), through: [ref('pricing')] },
  ]);
  await say('web', [], '2026-03-01T00:00:00Z');
  expect(await refs('graph?of=web&direction=callees&depth=5')).toEqual([ref('web')]);
  const then = 'at=2026-02-01T00:00:00Z';
  expect(await refs(`graph?of=web&direction=callees&depth=5&${then}`)).toHaveLength(3);
  expect((await ask('paths?from=web&to=db')).paths).toEqual([]);
  expect((await ask(`paths?from=web&to=db&${then}`)).paths).toEqual([['web', 'pricing', 'db'].map(ref)]);
  expect((await ask(`cycles?${then}`)).cycles).toEqual([]);
  for (const [path, code] of [
    ['graph?of=pricin', 'catalog.unknown-entity'],
    ['paths?from=web&to=nobody', 'catalog.unknown-entity'],
    ['graph?of=web&depth=21', 'request.invalid'],
    ['impact?of=web&depth=1001', 'request.invalid'],
    ['graph?q=owne:x', 'catalog.filter'],
  ] as const)
    expect((await ask(path)).code).toBe(code);
  expect(await ask('graph?of=pricin')).toMatchObject({
    detail: 'Nothing was called "pricin". Near it: pricing.',
    next: 'Take one of these names.',
  });
  const others = await house.get('/api/v1/catalog/graph', 'read 2');
  expect(others.body.nodes).toEqual([]);
}, 30_000);
