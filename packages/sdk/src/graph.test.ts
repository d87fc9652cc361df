import { expect, test } from 'vitest';
import { servicePageDocument } from './answers.ts';
import { connect } from './connect.ts';
import { json, standIn } from './testing/stand-in.ts';

const entity = { ref: 'service:default/pricing', name: 'pricing' };

test('a page is asked for by the hash of its document, as of the instant; a server of another version is sent the document', async () => {
  let knows = true;
  await using server = await standIn(({ method }, response) => {
    const unknown = { message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } };
    if (method === 'GET' && !knows) return json(response, 200, { errors: [unknown] });
    json(response, 200, { data: { follow: '1-7', entity } });
  });
  const nightjar = connect({ url: server.url });
  const page = await nightjar.servicePage('pricing', { at: '2026-03-01T02:51Z' });
  expect(page).toEqual({ ...entity, follow: '1-7' });
  const [first] = server.heard;
  expect([first?.method, first?.path]).toEqual(['GET', '/graphql']);
  expect(JSON.parse(first?.query.get('extensions') ?? '')).toEqual({
    persistedQuery: { version: 1, sha256Hash: servicePageDocument.hash },
  });
  const variables = { ref: 'pricing', at: '2026-03-01T02:51Z' };
  expect(JSON.parse(first?.query.get('variables') ?? '')).toEqual(variables);

  knows = false;
  expect((await nightjar.servicePage('pricing')).name).toBe('pricing');
  const [, , second] = server.heard;
  expect(second?.method).toBe('POST');
  expect(JSON.parse(second?.body ?? '')).toEqual({
    query: servicePageDocument.text,
    variables: { ref: 'pricing' },
  });
});

test('what the graph refuses fails as if REST had refused it', async () => {
  const refusal = {
    message: 'Nothing was called "prcing". Near it: pricing.',
    path: ['entity'],
    extensions: { code: 'catalog.unknown-entity', status: 404, next: 'Take one of these names.' },
  };
  await using server = await standIn((_, response) =>
    json(response, 200, { data: { entity: null }, errors: [refusal] }),
  );
  await expect(connect({ url: server.url }).servicePage('prcing')).rejects.toMatchObject({
    name: 'ProblemError',
    status: 404,
    code: 'catalog.unknown-entity',
    next: 'Take one of these names.',
  });
});
