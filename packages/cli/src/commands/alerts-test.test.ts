import { json, standIn } from '@nightjar/sdk/testing/stand-in';
import { expect, test } from 'vitest';
import { place } from '../testing/nightjar.ts';

test('a test alert is fired with when it ends, and resolved by its id', async () => {
  await using server = await standIn(({ path }, response) =>
    path.endsWith('/resolve')
      ? json(response, 200, { position: 9 })
      : json(response, 201, { alert: 'alr_1', endsAt: '2026-03-01T02:57:00.000Z', position: 7 }),
  );
  await using here = await place({ NIGHTJAR_URL: server.url });
  const made = await here.run('alerts', 'test', 'pricing', '--env', 'prod', '--minutes', '3');
  expect(made).toMatchObject({ code: 0, out: 'alr_1 fires, and resolves itself at 02:57:00.\n' });
  expect(made.err).toContain('alerts test --resolve alr_1');
  expect((await here.run('alerts', 'test', '--resolve', 'alr_1')).err).toBe('Resolved.\n');
  expect(JSON.parse((await here.run('alerts', 'test', 'pricing', '--json')).out)).toMatchObject({
    alert: 'alr_1',
  });
  expect((await here.run('alerts', 'test')).code).toBe(2);
  expect(server.heard.map(({ method, path, body }) => [method, path, JSON.parse(body)])).toEqual([
    ['POST', '/api/v1/alerts/tests', { service: 'pricing', environment: 'prod', minutes: 3 }],
    ['POST', '/api/v1/alerts/tests/alr_1/resolve', {}],
    ['POST', '/api/v1/alerts/tests', { service: 'pricing' }],
  ]);
}, 90_000);
