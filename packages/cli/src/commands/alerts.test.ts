import { json, standIn } from '@nightjar/sdk/testing/stand-in';
import { expect, test } from 'vitest';
import { place } from '../testing/nightjar.ts';

const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
const alert = {
  id: 'alr_1',
  state: 'acknowledged',
  at: ago(12),
  resolvedAt: null,
  episodes: 3,
  title: 'PricingErrors: 5 % of requests fail\u001b[31m',
  severity: 'critical',
  source: 'alertmanager',
  services: ['pricing'],
  environment: 'prod',
  labels: { acknowledged_by: 'Ana' },
};
const resolved = {
  ...alert,
  state: 'resolved',
  at: ago(120),
  resolvedAt: ago(115),
  episodes: 1,
  services: [],
};

test('what fires is listed with who has it; the resolved ones by --all, with how long they took', async () => {
  await using server = await standIn(({ query }, response) => {
    if (query.get('service') === 'none') return json(response, 200, { alerts: [], next: null });
    json(response, 200, {
      alerts: query.get('state') === 'open' ? [alert] : [alert, resolved],
      next: 'more',
    });
  });
  await using here = await place({ NIGHTJAR_URL: server.url });
  const open = await here.run('alerts');
  expect(open.out).toMatch(/^service +severity +state +since +in$/m);
  expect(open.out).toMatch(
    /^pricing +critical +acknowledged Ana +12m +prod +PricingErrors: 5 % of requests fail.* \(3 times\)$/m,
  );
  expect(open.out).not.toContain('\u001b');
  expect(open.err).toContain('There are more');
  expect((await here.run('alerts', '--all')).out).toMatch(/^alertmanager +critical +resolved 5m00s +2h /m);
  const none = await here.run('alerts', '--service', 'none', '--source', 'grafana');
  expect(none).toMatchObject({
    code: 0,
    out: '',
    err: expect.stringMatching(/^Nothing fires of none from grafana\./),
  });
  expect(JSON.parse((await here.run('alerts', '--json')).out)).toMatchObject({ alerts: [{ id: 'alr_1' }] });
  expect(server.heard.map(({ path, query }) => `${path}?${query}`)).toEqual([
    '/api/v1/alerts?state=open&limit=50',
    '/api/v1/alerts?limit=50',
    '/api/v1/alerts?state=open&service=none&source=grafana&limit=50',
    '/api/v1/alerts?state=open&limit=50',
  ]);
});
