import { json, standIn } from '@nightjar/sdk/testing/stand-in';
import { expect, test } from 'vitest';
import { place } from '../testing/nightjar.ts';

const person = (id: string, name: string) => ({
  id,
  name,
  rights: ['read'],
  state: 'invited',
  joinedAt: null,
});

test('people are invited with a whole link, listed, and removed by id or by a name that is theirs alone', async () => {
  const people = [person('p1', 'Ada'), person('p2', 'Bo'), person('p3', 'Bo')];
  await using server = await standIn(({ method }, response) => {
    if (method === 'GET') return json(response, 200, { people });
    if (method === 'DELETE') return json(response, 200, { position: 4 });
    json(response, 201, {
      id: 'p9',
      link: '/welcome#code=c&name=Cy',
      expiresAt: '2026-03-08T00:00:00Z',
      position: 3,
    });
  });
  await using here = await place({ NIGHTJAR_URL: server.url });
  const invited = await here.run('people', 'invite', 'Cy', '--right', 'ingest');
  expect(invited).toMatchObject({ code: 0, out: `${server.url}/welcome#code=c&name=Cy\n` });
  expect((await here.run('people', 'list')).out).toMatch(/^p1 {2}Ada {3}read {2}invited$/m);
  expect((await here.run('people', 'remove', 'Ada', 'p2')).out).toBe('Removed Ada, p2.\n');
  const which = await here.run('people', 'remove', 'Bo');
  expect(which).toMatchObject({
    code: 2,
    err: expect.stringContaining('2 are called "Bo".\n  Say which by'),
  });
  expect((await here.run('people', 'invite', ' ')).err).toContain('A name cannot be empty.');
  const asked = server.heard
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path, body }) => [method, path, body].join(' '));
  expect(asked).toEqual([
    'POST /api/v1/invitations {"name":"Cy","rights":["ingest"]}',
    'DELETE /api/v1/people/p1 ',
    'DELETE /api/v1/people/p2 ',
  ]);
});
