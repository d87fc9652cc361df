import { expect, test } from 'vitest';
import { describe } from '../describe/describe.ts';
import { callerWith, catalogHouse } from '../testing/house.ts';

test('what two systems call alike may be two things, and says so until somebody declares it or it is one', async () => {
  await using house = await catalogHouse();
  const see = (origin: string, name: string, team: string, by: 'compose' | 'backstage' = 'compose') =>
    describe(house.kernel, callerWith('ingest'), {
      by,
      origin,
      whole: false,
      descriptions: [
        {
          entity: `service:default/${name}`,
          name,
          by,
          place: 'compose.yaml',
          says: { owners: [`team:default/${team}`] },
        },
      ],
    });
  await see('folder /demo/boutique', 'frontend', 'shop');
  await see('folder /demo/bank', 'frontend', 'money');
  await see('folder /demo/boutique', 'cart', 'shop');
  await see('folder /demo/bank', 'cart', 'shop');
  const namesakes = async (): Promise<string[]> => {
    const { body } = await house.get('/api/v1/catalog/nudges?q=kind:service');
    return body.nudges.flatMap((it: { is: string; entity: { name: string }; next: string }) =>
      it.is === 'namesakes' && it.next.includes('--namespace') ? [it.entity.name] : [],
    );
  };
  const who = async (name: string): Promise<string> =>
    (await house.get(`/api/v1/catalog/entities/${name}/who`)).body.answer;
  expect(await namesakes()).toEqual(['frontend']);
  expect(await who('frontend')).toContain('two things of one name');
  expect(await who('cart')).not.toContain('two things');
  await see('github.com/acme/shop', 'frontend', 'shop', 'backstage');
  expect(await namesakes()).toEqual([]);
});

test('of what is gone it is said since when, and whose it was', async () => {
  await using house = await catalogHouse();
  const run = (names: readonly string[]) =>
    describe(house.kernel, callerWith('ingest'), {
      by: 'backstage',
      origin: 'github.com/acme/shop',
      whole: true,
      descriptions: names.map((name) => ({
        entity: `service:default/${name}`,
        name,
        by: 'backstage' as const,
        place: 'catalog-info.yaml',
        says: { owners: ['team:default/money'] },
      })),
    });
  await run(['pricing']);
  await run([]);
  const { body } = await house.get('/api/v1/catalog/entities/pricing/who');
  const day = new Date().toISOString().slice(0, 10);
  expect(body).toMatchObject({
    answer: `pricing is gone: nobody has described it since ${day}; it was last owned by money.`,
    owners: [],
  });
});
