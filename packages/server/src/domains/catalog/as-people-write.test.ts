import { expect, test } from 'vitest';
import { catalogHouse } from './testing/house.ts';

const yaml = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: stock}
spec: {type: service, lifecycle: production, owner: basket}
`;
const send = '/api/v1/catalog/descriptors?origin=github.com/acme/shop&path=catalog-info.yaml';

test('a file of a host keeps the repository that its origin names, or that is given', async () => {
  await using house = await catalogHouse();
  const repository = async () => (await house.get('/api/v1/catalog/entities/stock')).body.repository;
  await house.ask('POST', send, 'ingest', yaml, 'application/yaml');
  expect(await repository()).toEqual({ url: 'https://github.com/acme/shop', path: null });
  const given = `${send}&repository=${encodeURIComponent('https://git.acme.dev/shop')}`;
  await house.ask('POST', given, 'ingest', yaml, 'application/yaml');
  expect(await repository()).toMatchObject({ url: 'https://git.acme.dev/shop' });
});

test('owners are named as people name them, and a slip of an attribute is told', async () => {
  await using house = await catalogHouse();
  await house.ask('POST', send, 'ingest', yaml, 'application/yaml');
  const patch = (set: object) => house.ask('PATCH', '/api/v1/catalog/entities/stock', 'admin', { set });
  const owners = async () =>
    (await house.get('/api/v1/catalog/entities/stock')).body.owners.map(({ ref }: { ref: string }) => ref);
  expect((await patch({ owner: 'payments' })).status).toBe(200);
  expect(await owners()).toEqual(['team:default/payments']);
  await patch({ owners: ['team:money', 'person:ada'] });
  expect(await owners()).toEqual(['team:default/money', 'person:default/ada']);
  await patch({ owner: null });
  expect(await owners()).toEqual(['team:default/basket']);
  expect(await patch({ ownrs: 'payments' })).toMatchObject({
    status: 400,
    body: { code: 'catalog.edit', detail: expect.stringContaining('Did you mean owners?') },
  });
});

test('a past can be asked for as so long ago, and calls of what there is not are refused with what is near', async () => {
  await using house = await catalogHouse();
  await house.ask('POST', send, 'ingest', yaml, 'application/yaml');
  const { body } = await house.get('/api/v1/catalog/entities?at=10m');
  expect(body.entities).toEqual([]);
  expect(Date.now() - Date.parse(body.at)).toBeGreaterThanOrEqual(600_000);
  expect((await house.get('/api/v1/catalog/calls?at=1h')).status).toBe(200);
  expect(await house.get('/api/v1/catalog/entities?at=soon')).toMatchObject({
    body: { code: 'catalog.instant' },
  });
  expect(await house.get('/api/v1/catalog/calls?service=stokc')).toMatchObject({
    status: 404,
    body: { code: 'catalog.unknown-entity' },
  });
});
