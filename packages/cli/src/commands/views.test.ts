import { json, standIn } from '@nightjar/sdk/testing/stand-in';
import { expect, test } from 'vitest';
import { place } from '../testing/nightjar.ts';

const view = {
  name: 'Failed in prod',
  query: 'status:failed env:prod',
  screen: 'feed',
  all: true,
  shared: true,
  by: 'Ana',
  at: '2026-03-01T02:51:00.000Z',
  address: '/?q=x',
};

test('views are listed, saved and removed', async () => {
  await using server = await standIn(({ method }, response) =>
    json(
      response,
      200,
      method === 'GET' ? { views: [view], position: 1, stale: false } : { view, position: 2 },
    ),
  );
  await using here = await place({ NIGHTJAR_URL: server.url });
  expect((await here.run('views')).out).toMatch(
    /^Failed in prod +feed, all +status:failed env:prod +shared by Ana$/m,
  );
  const saved = await here.run(
    'views',
    'save',
    'Failed in prod',
    'status:failed',
    'env:prod',
    '--share',
    '--all',
  );
  expect(saved.err).toContain('Saved Failed in prod for all.');
  expect((await here.run('views', 'remove', 'a/b', '--shared')).err).toContain('Removed a/b.');
  expect(server.heard.map(({ method, path, query }) => `${method} ${path}?${query}`)).toEqual([
    'GET /api/v1/views?',
    'PUT /api/v1/views/Failed%20in%20prod?',
    'DELETE /api/v1/views/a%2Fb?shared=true',
  ]);
  expect(JSON.parse(server.heard[1]?.body ?? '')).toEqual({
    query: 'status:failed env:prod',
    screen: 'feed',
    all: true,
    shared: true,
    replace: false,
  });
});
