import { expect, test } from 'vitest';
import { hashOf } from './documents.ts';
import { persisted } from './persisted.ts';
import { graphHouse } from './testing/house.ts';

const by = (hash: string, variables: object): string =>
  `/graphql?${new URLSearchParams({ extensions: JSON.stringify({ persistedQuery: { version: 1, sha256Hash: hash } }), variables: JSON.stringify(variables) })}`;

test('a document of ours is asked for by its hash, and the same answer is not sent twice', async () => {
  await using house = await graphHouse();
  await house.describe({ 'service:default/pricing': { tier: 1 } });
  const [{ hash, text } = { hash: '', text: '' }] = persisted();
  expect(hash).toBe(hashOf(text));
  const path = by(hash, { ref: 'pricing' });
  const first = await house.send('GET', `${path}&consistency=strong`);
  expect(first.status, first.text).toBe(200);
  expect(String(first.headers.etag)).toMatch(/^W\/"/);
  expect(first.headers['cache-control']).toBe('private, no-cache');
  expect(first.headers['content-type']).toBe('application/json; charset=utf-8');
  const again = (tag: string) =>
    house.http.inject({
      url: `${path}&consistency=strong`,
      headers: { authorization: 'Bearer read', 'if-none-match': tag },
    });
  // What the catalog tells of it in the feed comes by itself.
  let etag = '';
  await expect
    .poll(
      async () => {
        const before = etag;
        etag = String((await house.send('GET', `${path}&consistency=strong`)).headers.etag);
        const { changes } = (await house.send('GET', path)).body.data.entity;
        return etag === before && changes.edges.length > 0;
      },
      { timeout: 15_000 },
    )
    .toBe(true);
  // The log goes on, and nothing of it is about this page.
  await house.describe({ 'service:default/other': { tier: 2 } });
  const same = await again(etag);
  expect([same.statusCode, same.body]).toEqual([304, '']);
  await house.describe({ 'service:default/pricing': { tier: 0 } });
  const other = await again(etag);
  expect([other.statusCode, other.json().data.entity.tier]).toEqual([200, 0]);
});

test('the page of a thing may be kept for when the server cannot be reached, by who asks to keep it', async () => {
  await using house = await graphHouse();
  await house.describe({ 'service:default/pricing': { tier: 1 } });
  const [{ hash } = { hash: '' }] = persisted();
  const asked = { url: `${by(hash, { ref: 'pricing' })}&consistency=strong` };
  const authorization = 'Bearer read';
  const mark = 'nightjar-kept-for';
  const kept = await house.http.inject({ ...asked, headers: { authorization, 'nightjar-keep': '1' } });
  expect([kept.statusCode, kept.headers[mark]]).toEqual([200, expect.stringMatching(/^[\w-]{22}$/)]);
  const shown = await house.http.inject({ ...asked, headers: { authorization } });
  expect(shown.headers).not.toHaveProperty(mark);
});

test('an unknown hash is told as clients of persisted queries know it; with the document it is answered', async () => {
  await using house = await graphHouse();
  const text = '{ stale }';
  const unknown = await house.send('GET', by(hashOf(text), {}));
  expect([unknown.status, unknown.body]).toEqual([
    200,
    {
      errors: [
        {
          message: 'PersistedQueryNotFound',
          extensions: expect.objectContaining({ code: 'PERSISTED_QUERY_NOT_FOUND' }),
        },
      ],
    },
  ]);
  const modern = await house.send('GET', by(hashOf(text), {}), undefined, {
    accept: 'application/graphql-response+json',
  });
  expect([modern.status, modern.headers['content-type']]).toEqual([
    404,
    'application/graphql-response+json; charset=utf-8',
  ]);
  const extensions = { persistedQuery: { version: 1, sha256Hash: hashOf(text) } };
  expect((await house.send('POST', '/graphql', { query: text, extensions })).body).toEqual({
    data: { stale: false },
  });
  expect(
    (await house.send('GET', by(hashOf(text), {}))).body.errors,
    'nobody but us registers one',
  ).toHaveLength(1);
  const wrong = await house.send('POST', '/graphql', { query: '{ position }', extensions });
  expect(wrong.body.errors[0].extensions.code).toBe('graphql.hash');
  const plain = await house.send('GET', `/graphql?query=${encodeURIComponent(text)}`);
  expect([plain.status, plain.body.code], 'a GET takes no document').toEqual([400, 'graphql.request']);
});
