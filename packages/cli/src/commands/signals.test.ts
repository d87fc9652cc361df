import { json, standIn } from '@nightjar/sdk/testing/stand-in';
import { expect, test } from 'vitest';
import { place } from '../testing/nightjar.ts';

const at = '2026-03-01T02:51:00.000Z';
const rule = {
  name: 'p99',
  signal: 'latency',
  stat: 'p99',
  kind: 'gauge',
  unit: 's',
  service: { label: 'job' },
  environment: null,
  instance: null,
  peer: null,
  from: { is: 'query', url: 'http://prometheus:9090', query: 'up', everySeconds: 60 },
  setAt: at,
  setBy: 'token:x',
  state: {
    state: 'unreachable',
    why: 'it answered 503',
    since: at,
    triedAt: at,
    reachedAt: null,
    cursor: null,
    nextAt: at,
    series: 0,
    points: 0,
  },
};
const series = {
  id: 'x',
  service: 'pricing',
  environment: 'prod',
  instance: null,
  peer: 'ledger',
  signal: 'latency',
  stat: null,
  unit: 'ms',
  kind: 'gauge',
  firstAt: at,
  lastAt: at,
  points: [
    [0, 12.345678, 10, 15],
    [60_000, 20, 5, 31],
  ],
};

const server = () =>
  standIn(({ method, path }, response) => {
    if (path === '/api/v1/signals')
      return json(response, 200, { resolutionSeconds: 60, from: at, to: at, series: [series], cut: false });
    if (method === 'DELETE') return json(response, 200, { position: 3 });
    return json(
      response,
      200,
      method === 'GET' ? { rules: [rule], position: 1, stale: false } : { rule, position: 2 },
    );
  });

test('rules are listed with how they stand, set and removed', async () => {
  await using house = await server();
  await using here = await place({ NIGHTJAR_URL: house.url });
  expect((await here.run('signals')).out).toMatch(
    /^p99 +latency p99 +asks http:\/\/prometheus:9090 every 60 s +unreachable: it answered 503$/m,
  );
  const set = (...more: string[]) => here.run('signals', 'set', 'p99', '--signal', 'latency', ...more);
  expect(
    (await set('--service-label', 'job', '--ask', 'http://prometheus:9090', '--query', 'up')).err,
  ).toContain('Set p99.');
  await set(
    '--counter',
    '--service',
    'pricing',
    '--environment',
    'prod',
    '--metric',
    'total',
    '--where',
    'code=500',
  );
  await here.run('signals', 'remove', 'p99');
  expect(
    house.heard.slice(1).map(({ method, body }) => [method, body === '' ? null : JSON.parse(body)]),
  ).toMatchObject([
    ['PUT', { kind: 'gauge', service: { label: 'job' }, from: { is: 'query', query: 'up' } }],
    [
      'PUT',
      {
        kind: 'counter',
        service: { fixed: 'pricing' },
        environment: { fixed: 'prod' },
        from: { metric: 'total', labels: { code: '500' } },
      },
    ],
    ['DELETE', null],
  ]);
});

test('a rule that says too little is refused before it is sent', async () => {
  await using here = await place({ NIGHTJAR_URL: 'http://127.0.0.1:9' });
  const set = (...more: string[]) => here.run('signals', 'set', 'p99', '--signal', 'latency', ...more);
  expect((await set('--service', 'x')).err).toContain('--ask and --query');
  expect((await set('--metric', 'x')).err).toContain('--service-label');
  expect((await set('--service', 'x', '--metric', 'x', '--where', 'y')).err).toContain('is no LABEL=VALUE');
});

test('what is measured of a service is shown with its last value and its range', async () => {
  await using house = await server();
  await using here = await place({ NIGHTJAR_URL: house.url });
  expect((await here.run('signals', 'show', 'pricing', '--env', 'prod', '--since', '3h')).out).toMatch(
    /^latency +prod, to ledger +20 ms +5 to 31$/m,
  );
  expect(String(house.heard[0]?.query)).toContain('service=pricing&environment=prod&from=');
});
