import { json, standIn } from '@nightjar/sdk/testing/stand-in';
import { expect, test } from 'vitest';
import { place } from '../testing/nightjar.ts';

const done = { deliveries: 12, changed: 2, observed: 3, withdrawn: 1, unreadable: 1, position: 40 };

test('a replay says what reads differently now', async () => {
  await using server = await standIn((_, response) => json(response, 200, done));
  await using here = await place({ NIGHTJAR_URL: server.url });
  const said = await here.run('sources', 'replay', 'github', '--since', '2026-03-01T00:00:00Z');
  expect(said.out).toBe(
    '12 deliveries read again, 2 say something else now; 1 could not be read and were left alone\n' +
      '3 observations written, 1 withdrawn\n',
  );
  expect(server.heard[0]).toMatchObject({
    path: '/api/v1/sources/github/replay',
    body: '{"since":"2026-03-01T00:00:00.000Z"}',
  });
  expect((await here.run('sources', 'replay', 'github', '--since', 'lately')).code).toBe(2);
});
