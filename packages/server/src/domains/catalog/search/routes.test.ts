import { expect, test } from 'vitest';
import { describe } from '../describe/describe.ts';
import { callerWith, catalogHouse } from '../testing/house.ts';

const list = (query: string, more = ''): string =>
  `/api/v1/catalog/entities?q=${encodeURIComponent(query)}${more}`;

const told = (name: string, says: object) => ({
  entity: `service:default/${name}`,
  name,
  by: 'backstage' as const,
  place: `${name}/catalog-info.yaml`,
  says,
});

test('what was described is listed and found, page after page, at any instant', async () => {
  await using house = await catalogHouse();
  await describe(house.kernel, callerWith('ingest'), {
    by: 'backstage',
    origin: 'here',
    whole: false,
    at: new Date('2026-03-01T00:00:00Z'),
    descriptions: [
      told('pricing', { tier: 0, owners: ['team:default/payments'] }),
      told('checkout', { tier: 1 }),
      told('cart', {}),
    ],
  });
  const first = await house.get(list('', '&limit=2'));
  expect(first).toMatchObject({
    status: 200,
    body: { entities: [{ name: 'cart' }, { name: 'checkout' }], at: null, stale: false },
  });
  const second = await house.get(list('', `&limit=2&cursor=${first.body.next}`));
  expect(second.body).toMatchObject({ entities: [{ name: 'pricing', tier: 0 }], next: null });
  expect((await house.get(list('pircing'))).body).toMatchObject({
    entities: [{ name: 'pricing' }],
    total: 1,
  });
  const filtered = await house.get(list('owner:payments tier:0'));
  expect(filtered.body).toMatchObject({
    entities: [{ owners: [{ ref: 'team:default/payments', known: false }] }],
    total: 1,
  });
  const past = await house.get(list('pricing', '&at=2026-02-01T00:00Z'));
  expect(past.body).toMatchObject({ entities: [], at: '2026-02-01T00:00:00.000Z' });
  expect((await house.get(list(''), 'read 2')).body.entities).toEqual([]);

  const other = await house.get(list('tier:0', `&cursor=${first.body.next}`));
  expect(other).toMatchObject({ status: 400, body: { code: 'catalog.cursor' } });
  const then = await house.get(list('', `&limit=2&at=2026-03-02T00:00Z&cursor=${first.body.next}`));
  expect(then).toMatchObject({ status: 400, body: { code: 'catalog.cursor' } });
});

test('a filter that cannot be read is refused with its place and what was meant', async () => {
  await using house = await catalogHouse();
  for (const [query, offset, says] of [
    ['tier:0 ownr:payments', 7, 'owner'],
    ['kind:service tier:high', 18, 'number'],
    ['state:lost', 6, 'declared'],
    ['pricing (tier:0', 8, 'never closed'],
    ['contested:no', 10, 'yes'],
  ] as const) {
    const { status, body } = await house.get(list(query));
    expect.soft({ status, code: body.code, offset: body.offset }, query).toEqual({
      status: 400,
      code: 'catalog.filter',
      offset,
    });
    expect.soft(body.detail, query).toContain(says);
  }
  expect(await house.ask('GET', list(''), 'ingest')).toMatchObject({ status: 403 });
});
