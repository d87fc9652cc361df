import { expect, test } from 'vitest';
import { searchHouse } from '../../search/testing/house.ts';

const at = (name: string, more = ''): string => `/api/v1/views/${encodeURIComponent(name)}${more}`;

test('a view is saved, listed where it is to be seen, shown where it leads, and removed', async () => {
  await using house = await searchHouse();
  const saved = await house.ask('PUT', at('Failed in prod'), { query: 'status:failed env:prod', all: true });
  expect(saved).toMatchObject({
    status: 200,
    body: {
      view: {
        name: 'Failed in prod',
        all: true,
        shared: false,
        by: 'ana',
        address: '/?q=status%3Afailed+env%3Aprod&all=1',
      },
    },
  });
  await house.ask('PUT', at('Critical'), { query: 'tier:0', screen: 'catalog', all: true, shared: true });
  const names = async (as: string) =>
    (await house.ask('GET', '/api/v1/views', undefined, as)).body.views.map(
      ({ name }: { name: string }) => name,
    );
  expect(await names('read ana')).toEqual(['Failed in prod', 'Critical']);
  expect(await names('read ben')).toEqual(['Critical']);
  expect(await names('read eve 2')).toEqual([]);
  expect((await house.ask('GET', at('critical'))).body.view).toMatchObject({ screen: 'catalog', all: false });
  expect((await house.ask('DELETE', at('Critical'), undefined, 'read ben')).body.code).toBe(
    'views.not-yours',
  );
  expect((await house.ask('DELETE', at('Critical'))).status).toBe(200);
  expect((await house.ask('GET', at('Critical'))).body.code).toBe('views.unknown');
});

test("one's own is meant before a shared one of the same name, unless one says which", async () => {
  await using house = await searchHouse();
  await house.ask('PUT', at('Night'), { query: 'status:failed', shared: true }, 'read ben');
  await house.ask('PUT', at('Night'), { query: 'env:prod' });
  const query = async (more = '') => (await house.ask('GET', at('Night', more))).body.view.query;
  expect([await query(), await query('?shared=true')]).toEqual(['env:prod', 'status:failed']);
  await house.ask('DELETE', at('Night'));
  expect(await query()).toBe('status:failed');
});

test('what cannot be saved is refused in words, and nothing is saved', async () => {
  await using house = await searchHouse();
  const put = async (name: string, body: object) => (await house.ask('PUT', at(name), body)).body;
  expect(await put('a', { query: 'nosuchfield:x' })).toMatchObject({ code: 'feed.filter', offset: 0 });
  expect(await put('a', { query: 'status:failed', screen: 'catalog' })).toMatchObject({
    code: 'catalog.filter',
  });
  expect(await put('a', { query: '(' })).toMatchObject({ code: 'feed.filter' });
  expect(await put('a', { query: 'x '.repeat(2_500) })).toMatchObject({ code: 'views.query' });
  expect(await put('a', { query: '', screen: 'moon' })).toMatchObject({ code: 'request.invalid' });
  expect(await put('n'.repeat(81), { query: '' })).toMatchObject({ code: 'views.name' });
  expect(await put('n'.repeat(5_000), { query: '' })).toMatchObject({ code: 'request.path-too-long' });
  expect(await put(' ', { query: '' })).toMatchObject({ code: 'views.name' });
  await put('a', { query: 'env:prod' });
  expect(await put('A', { query: 'env:dev' })).toMatchObject({ code: 'views.taken', status: 409 });
  expect(await put('A', { query: 'env:dev', replace: true })).toMatchObject({ view: { name: 'A' } });
  expect((await house.ask('GET', '/api/v1/views')).body.views).toHaveLength(1);
  expect((await house.ask('PUT', at('b'), { query: '' }, 'ingest')).status).toBe(403);
});
