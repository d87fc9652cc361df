import { expect, test } from 'vitest';
import { searchHouse } from './testing/house.ts';

const runbook = (label: string, url: string) => ({ label, url, group: 'runbooks' });

const filled = async () => {
  const house = await searchHouse();
  await house.describe(
    {
      entity: 'service:default/pricing',
      name: 'pricing',
      says: {
        description: 'What things cost',
        owners: ['team:default/money'],
        links: [
          runbook('Prices are stale', 'https://wiki.example/r/stale-prices'),
          { label: 'Latency', url: 'https://grafana.example/d/pricing', group: 'dashboards' },
        ],
      },
    },
    {
      entity: 'service:default/checkout',
      name: 'checkout',
      says: { links: [runbook('Failover', 'https://wiki.example/r/7')] },
    },
    { entity: 'team:default/money', name: 'money' },
    { entity: 'person:default/priya', name: 'priya', says: { title: 'Priya Raman' } },
  );
  await house.send(
    {
      kind: 'deploy',
      services: ['pricing'],
      title: 'Deploy pricing v812',
      version: 'v812',
      source: 'ci',
      key: '1',
      tags: { commit: '3f2a91c0de5b7712aa93ff00112233445566778f', ticket: 'PAY-1204' },
    },
    { kind: 'config', services: ['checkout'], title: 'Raise the limit', source: 'ci', key: '2' },
  );
  return house;
};

test('what is typed finds things, who answers for them, runbooks, changes, each where it is', async () => {
  await using house = await filled();
  const groups = async (q: string) =>
    (await house.search(q)).hits.map(({ group, title }) => `${group}: ${title}`);
  expect((await house.search('pricing')).hits[0]).toMatchObject({
    group: 'services',
    kind: 'service',
    id: 'service:default/pricing',
    title: 'pricing',
    subtitle: 'What things cost · owned by money',
    address: '/catalog/service/pricing',
  });
  expect(await groups('pri')).toEqual([
    'services: pricing',
    'people: priya',
    'runbooks: Prices are stale',
    'changes: Deploy pricing v812',
    'changes: 4 new: pricing, checkout, money, priya',
  ]);
  expect(await groups('money')).toContain('teams: money');
  expect((await groups('stale'))[0]).toBe('runbooks: Prices are stale');
  expect((await house.search('failover checkout')).hits).toContainEqual(
    expect.objectContaining({
      title: 'Failover',
      subtitle: 'runbook of checkout',
      address: 'https://wiki.example/r/7',
    }),
  );
  expect((await groups('grafana')).filter((it) => it.startsWith('runbooks'))).toEqual([]);
  for (const q of ['v812', '3f2a91c', '3f2a91c0de5b7712aa93ff00112233445566778f', 'pay-1204', 'PAY-1204 dep'])
    expect.soft(await groups(q), q).toContain('changes: Deploy pricing v812');
  const [change] = (await house.search('raise lim')).hits;
  expect(change).toMatchObject({ group: 'changes', kind: 'config', subtitle: 'checkout · finished' });
  expect((await house.search(change?.id ?? '')).hits).toMatchObject([{ title: 'Raise the limit' }]);
});

test('a typing error is forgiven, a filter narrows, and what is no filter is words', async () => {
  await using house = await filled();
  const titles = async (q: string) => (await house.search(q)).hits.map(({ title }) => title);
  expect(await titles('pircing')).toContain('pricing');
  expect(await titles('owner:money pricing')).toContain('pricing');
  for (const q of ['nosuchfield:pricing', '"pricing', '(pricing', 'pricing AND', '-pricing', 'pricing*'])
    expect.soft((await house.search(q)).missing, q).toEqual([]);
  expect(await titles('"pricing')).toContain('pricing');
  for (const q of ['', '   ', '***', '\u0000', '%', '_', "'", '\\', '🔥', 'x'.repeat(2_000)])
    expect.soft(await house.search(q), q.slice(0, 9)).toEqual({ hits: [], missing: [] });
  expect((await house.ask('GET', `/api/v1/search?q=${'x'.repeat(2_001)}`)).body.code).toBe('request.invalid');
  expect((await house.ask('GET', '/api/v1/search?q=x', undefined, 'ingest')).status).toBe(403);
  expect((await house.search('pricing', 'read eve 2')).hits).toEqual([]);
});

test('a part that fails or hangs costs its own hits, and that is said', async () => {
  await using house = await searchHouse([
    { of: 'changes', find: () => Promise.reject(new Error('broken')) },
    { of: 'people', find: () => new Promise(() => {}) },
  ]);
  await house.describe({ entity: 'service:default/pricing', name: 'pricing' });
  const { hits, missing } = await house.search('pricing');
  expect(hits[0]).toMatchObject({ title: 'pricing' });
  expect(missing.sort()).toEqual(['changes', 'people']);
});

test('a saved view is found by who may see it', async () => {
  await using house = await searchHouse();
  const save = (name: string, body: object) =>
    house.ask('PUT', `/api/v1/views/${encodeURIComponent(name)}`, body);
  await save('Bad nights', { query: 'status:failed', shared: true });
  await save('My nights', { query: 'tier:0', screen: 'catalog' });
  const titles = async (as: string) =>
    (await house.search('night', as)).hits.map(({ title, address }) => [title, address]);
  expect(await titles('read ana')).toEqual([
    ['My nights', '/catalog?q=tier%3A0'],
    ['Bad nights', '/?q=status%3Afailed'],
  ]);
  expect(await titles('read ben')).toEqual([['Bad nights', '/?q=status%3Afailed']]);
});
