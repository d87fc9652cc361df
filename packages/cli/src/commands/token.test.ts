import { json, standIn } from '@nightjar/sdk/testing/stand-in';
import { expect, test } from 'vitest';
import { place } from '../testing/nightjar.ts';

test('tokens are created, listed, rotated and revoked, and only the secret goes to stdout', async () => {
  const issued = { id: 't1', token: 'njt_secret', position: 3 };
  const token = {
    id: 't1',
    name: 'pipeline',
    rights: ['ingest'],
    prefix: 'njt_se',
    lastUsed: null,
    revokedAt: null,
  };
  await using server = await standIn(({ method }, response) => {
    if (method === 'GET')
      return json(response, 200, { tokens: [{ ...token, createdAt: '2026-03-01T00:00:00Z' }] });
    json(response, 200, issued);
  });
  await using here = await place({ NIGHTJAR_URL: server.url });
  expect((await here.run('token', 'create', 'pipeline')).out).toBe('njt_secret\n');
  expect((await here.run('token', 'rotate', 't1', '--grace', '60')).out).toBe('njt_secret\n');
  expect((await here.run('token', 'list')).out).toMatch(/^t1 {2}pipeline {2}ingest {2}.+ never$/m);
  expect((await here.run('token', 'revoke', 'pipeline', 't2')).code).toBe(0);
  expect((await here.run('token', 'create', 'x', '--right', 'all')).code).toBe(2);
  expect((await here.run('token', 'create', '')).err).toContain('A name cannot be empty.');
  const asked = server.heard.map(({ method, path, body }) => [method, path, body].join(' '));
  expect(asked).toEqual([
    'POST /api/v1/tokens {"name":"pipeline","rights":["ingest"]}',
    'GET /api/v1/tokens ',
    'POST /api/v1/tokens/t1/rotate {"graceSeconds":60}',
    'GET /api/v1/tokens ',
    'GET /api/v1/tokens ',
    'DELETE /api/v1/tokens/t1 ',
    'DELETE /api/v1/tokens/t2 ',
  ]);
});
