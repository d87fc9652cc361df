import { json, standIn } from '@nightjar/sdk/testing/stand-in';
import { expect, test } from 'vitest';
import { place } from '../testing/nightjar.ts';

const hits = [
  {
    group: 'services',
    kind: 'service',
    id: 'service:default/pricing',
    title: 'pricing\u001b[31m',
    subtitle: 'What things cost · owned by money',
    address: '/catalog/service/pricing',
    at: null,
  },
  {
    group: 'runbooks',
    kind: 'runbook',
    id: 'service:default/pricing https://wiki.example/r',
    title: 'Prices are stale',
    subtitle: 'runbook of pricing',
    address: 'https://wiki.example/r',
    at: null,
  },
];

test('what is found is listed with where it is; what gave no answer is said', async () => {
  await using server = await standIn(({ query }, response) =>
    json(
      response,
      200,
      query.get('q') === 'nix' ? { hits: [], missing: [] } : { hits, missing: ['changes'] },
    ),
  );
  await using here = await place({ NIGHTJAR_URL: server.url });
  const found = await here.run('search', 'pric', 'st');
  expect(found.out).toMatch(
    /^service +pricing.* +What things cost · owned by money +http:\S+\/catalog\/service\/pricing$/m,
  );
  expect(found.out).toMatch(/^runbook +Prices are stale +runbook of pricing +https:\/\/wiki\.example\/r$/m);
  expect(found.out).not.toContain('\u001b');
  expect(found.err).toContain('No answer in time from: changes');
  expect(await here.run('search', 'nix')).toMatchObject({
    code: 0,
    out: '',
    err: expect.stringContaining('Nothing is called nix'),
  });
  expect(JSON.parse((await here.run('search', 'pric', '--json', '-n', '3')).out)).toMatchObject({
    hits: [{ title: expect.any(String) }, {}],
  });
  expect(server.heard.map(({ path, query }) => `${path}?${query}`)).toEqual([
    '/api/v1/search?q=pric+st&limit=6',
    '/api/v1/search?q=nix&limit=6',
    '/api/v1/search?q=pric&limit=3',
  ]);
});
