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

const group = {
  id: 'grp_1',
  state: 'open',
  title: 'PricingErrors: 5 % of requests fail',
  severity: 'critical',
  environment: 'prod',
  lead: 'alr_1',
  count: 1200,
  firing: 1100,
  services: ['pricing', 'checkout'],
  serviceCount: 40,
  firstAt: ago(12),
  lastAt: ago(1),
  endedAt: null,
  diagnosis: 'dgn_1',
  mergedInto: null,
};
const ended = { ...group, id: 'grp_2', state: 'ended', firing: 0, serviceCount: 1, endedAt: ago(7) };

test('a storm is one line, and opened it says what ties its alerts', async () => {
  await using server = await standIn(({ path, query }, response) => {
    const member = { alert: 'alr_2', title: 'Checkout is slow', at: ago(1), why: 'checkout needs pricing' };
    if (path.endsWith('/grp_3'))
      return json(response, 200, { ...group, mergedInto: 'grp_1', members: [], next: null });
    if (path.endsWith('/grp_1'))
      return json(response, 200, {
        ...group,
        members: [{ ...member, severity: null, state: 'firing', services: ['checkout'], environment: null }],
        next: 'more',
      });
    json(response, 200, { groups: query.get('state') === 'open' ? [group] : [group, ended], next: null });
  });
  await using here = await place({ NIGHTJAR_URL: server.url });
  const open = await here.run('alerts', 'groups');
  expect(open.out).toMatch(/^grp_1 +pricing and 39 more +1100 of 1200 firing +12m +prod +PricingErrors/m);
  expect((await here.run('alerts', 'groups', '--all', '--limit', '3')).out).toMatch(
    /^grp_2 +pricing +ended 5m00s /m,
  );
  const one = await here.run('alerts', 'groups', 'grp_1');
  expect(one.out).toMatch(/^checkout +firing +1m +Checkout is slow +checkout needs pricing$/m);
  expect(one.err).toContain('1 of 1200 alerts');
  expect(one.err).toContain('diagnose dgn_1');
  expect((await here.run('alerts', 'groups', 'grp_3')).err).toContain('It is a part of grp_1');
  expect(server.heard.map(({ path, query }) => `${path}?${query}`)).toEqual([
    '/api/v1/alerts/groups?state=open&limit=50',
    '/api/v1/alerts/groups?limit=3',
    '/api/v1/alerts/groups/grp_1?limit=50',
    '/api/v1/alerts/groups/grp_3?limit=50',
  ]);
});
