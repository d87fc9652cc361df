import { expect, test } from 'vitest';
import { beginCatalog, version } from './self.ts';
import { catalogHouse } from './testing/house.ts';

const parts = ['nightjar', 'nightjar-web', 'nightjar-cli', 'resource:nightjar-database', 'system:nightjar'];

test('Nightjar is in its own catalog, says so once, and its deploy is one line of the feed', async () => {
  await using house = await catalogHouse();
  await beginCatalog(house.kernel);
  const [deploy] = await house.feed(1);
  expect(deploy).toMatchObject({ kind: 'deploy', services: ['nightjar', 'nightjar-web'], version });
  for (const part of parts)
    expect((await house.get(`/api/v1/catalog/entities/${part}`)).body).toMatchObject({ state: 'declared' });
  const { body } = await house.get('/api/v1/catalog/entities/nightjar');
  expect(body.versions).toEqual([{ environment: '', version }]);
  const count = await house.facts();
  await beginCatalog(house.kernel);
  await house.settled();
  expect(await house.facts()).toBe(count);
  expect(await house.feed(1)).toHaveLength(1);
});
