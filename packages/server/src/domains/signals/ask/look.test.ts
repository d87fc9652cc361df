import { expect, test } from 'vitest';
import { instead, type Mischief, vendorServer } from '../../../reconcile/testing/vendor-server.ts';
import { house } from '../house.ts';
import { rulesFrom } from '../rules.ts';
import { setClock, signalHouse } from '../testing/house.ts';
import type { RuleState } from './kept.ts';
import { look } from './look.ts';
import { prometheusTokens } from './tokens.ts';

const noon = Date.UTC(2026, 2, 1, 12);
const minute = 60_000;
const sentinel = 'moth-wing-token-42';

/** A value at every step: for a gauge the minute of the hour, for a counter three a second since 1970. */
const prometheus = (wantsToken = true) =>
  vendorServer(
    ({ headers }) => !wantsToken || headers.authorization === `Bearer ${sentinel}`,
    ({ searchParams }) => {
      const of = (name: string): number => Number(searchParams.get(name));
      const query = searchParams.get('query') ?? '';
      if (query === 'bad{')
        return { status: 400, body: { status: 'error', errorType: 'bad_data', error: '1:5: parse error' } };
      const values: [number, string][] = [];
      for (let at = of('start'); at <= of('end'); at += of('step'))
        values.push([
          at,
          query === 'total' ? String((at - 1_700_000_000) * 3) : String(new Date(at * 1000).getUTCMinutes()),
        ]);
      return {
        body: {
          status: 'success',
          data: { resultType: 'matrix', result: [{ metric: { job: 'pricing', pod: 'a' }, values }] },
        },
      };
    },
  );

const asking = (url: URL, query = 'gauge', more: object = {}) => ({
  signal: query === 'total' ? 'requests' : 'latency',
  kind: query === 'total' ? 'counter' : 'gauge',
  service: { label: 'job' },
  from: { is: 'query', url: url.href, query },
  ...more,
});

const opened = async (wish: { timeoutMs?: number; mostSeries?: number } = {}) => {
  const server = await prometheus();
  const clock = setClock(noon);
  const { timeoutMs = 2000, mostSeries = 100 } = wish;
  const house = await signalHouse({
    clock,
    tokens: new Map([[server.url.origin, sentinel]]),
    bounds: { timeoutMs, mostBytes: 300_000, mostSeries },
  });
  const stateOf = async (name: string) => (await house.get(`/api/v1/signals/rules/${name}`)).rule.state;
  return {
    server,
    clock,
    house,
    stateOf,
    [Symbol.asyncDispose]: async () => {
      await house[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
};

test('a rule is asked from where it got to, gaps are filled, and nothing counts twice', async () => {
  await using it = await opened();
  const { house, clock, server } = it;
  await house.setRule('latency', asking(server.url, 'gauge', { unit: 's' }));
  await house.setRule('requests', asking(server.url, 'total'));
  await house.askDue();
  expect(await it.stateOf('latency')).toMatchObject({ state: 'fine', why: null, series: 1, points: 237 });
  clock.at += 30_000;
  await house.askDue();
  expect(server.asked).toHaveLength(2);
  // Away for twenty minutes.
  clock.at = noon + 20 * minute;
  await house.askDue();
  clock.at += minute;
  await house.askDue();
  expect(server.asked).toHaveLength(6);
  expect(await it.stateOf('latency')).toMatchObject({ points: 4, cursor: '2026-03-01T12:20:45.000Z' });
  const chart = await house.get('/api/v1/signals?from=2026-03-01T11:00:00Z&width=200');
  const [latency, requests] = chart.series;
  expect(latency.points[30]).toEqual([noon - 30 * minute, 30_000, 30_000, 30_000]);
  expect(latency.points).toHaveLength(81);
  expect(requests.points.slice(1, -1).every(([, rate]: number[]) => Math.abs((rate ?? 0) - 180) < 1e-6)).toBe(
    true,
  );
  const segment = await house.get(`/api/v1/signals/segments/${latency.id}/60/${noon}`);
  expect(segment.slots[5].slice(1, 3)).toEqual([4, (4 * 5 * 60_000) / 60]);
});

test('who looks after another, from where that other began, as after a lease that ran out unnoticed, counts nothing twice', async () => {
  await using it = await opened();
  const { clock, server } = it;
  await it.house.setRule('latency', asking(server.url));
  const [one] = await rulesFrom(it.house.kernel, 'query');
  const { rule } = one ?? {};
  if (rule?.from.is !== 'query') throw new Error('There is no rule.');
  const asked = { org: 1, rule, from: rule.from };
  const lookFrom = async (before: RuleState | null) =>
    (await look(it.house.kernel, asked, before, house(it.house.kernel), new AbortController().signal)).state;
  const first = await lookFrom(null);
  expect(await lookFrom(null)).toEqual(first);
  clock.at += minute;
  const second = await lookFrom(first);
  server.mischief(instead(503, '{}'));
  expect(await lookFrom(first)).toEqual(second);
  server.mischief(() => undefined);
  expect(await lookFrom(first)).toEqual(second);
  const { series } = await it.house.get('/api/v1/signals/series');
  const segment = await it.house.get(`/api/v1/signals/segments/${series[0].id}/60/${noon - 6 * 60 * minute}`);
  const counts = segment.slots.map(([, count]: number[]) => count);
  expect([Math.max(...counts), counts.length]).toEqual([4, 60]);
});

test('a clock that was a day ahead keeps nobody from being asked when it is right again', async () => {
  await using it = await opened();
  const { house, clock, server } = it;
  await house.setRule('latency', asking(server.url));
  clock.at = noon + 24 * 60 * minute;
  await house.askDue();
  clock.at = noon;
  await house.askDue();
  expect(await it.stateOf('latency')).toMatchObject({ state: 'fine', cursor: '2026-03-01T11:59:45.000Z' });
  const { series } = await house.get('/api/v1/signals?from=2026-03-01T11:30:00Z&to=2026-03-01T12:00:00Z');
  expect(series[0].points.length).toBeGreaterThan(100);
});

test('a gap that is longer than slots are open is filled as far as they are', async () => {
  await using it = await opened();
  const { house, clock, server } = it;
  await house.setRule('latency', asking(server.url));
  await house.askDue();
  clock.at = noon + 5 * 60 * minute;
  await house.askDue();
  expect(await it.stateOf('latency')).toMatchObject({ state: 'fine', points: 237, why: null });
});

test.each<[string, Mischief, string]>([
  ['silence', () => () => {}, 'it does not answer in time, or at all'],
  ['a cut connection', () => (response) => void response.destroy(), 'it does not answer in time, or at all'],
  ['no JSON', instead(200, '<html>Sign in</html>'), 'what it answered is no JSON'],
  ['half of a JSON', instead(200, '{"status": "success", "data": {'), 'what it answered is no JSON'],
  [
    'another shape',
    instead(200, '{"status":"success","data":{"resultType":"vector","result":[]}}'),
    'what it answered is no matrix of series',
  ],
  ['a text', instead(200, '"x"'), 'what it answered is no matrix of series'],
  ['trouble of its own', instead(503, '{}'), 'it answered 503'],
  [
    'a redirect',
    instead(302, '', { location: 'http://127.0.0.1:1/' }),
    'it answered 302; nobody is followed elsewhere',
  ],
  [
    'more than it may',
    instead(200, `[${'"aaaaaaaaaa",'.repeat(40_000)}"a"]`),
    'its answer is larger than 16 MiB',
  ],
  ['another token', instead(401, '{}'), 'it answered 401: it wants a token, or another one'],
])('%s is a state of the rule, stops no other, and is over when it is over', async (_, trick, why) => {
  await using it = await opened({ timeoutMs: 300 });
  await using sound = await prometheus(false);
  const { house, clock, server } = it;
  await house.setRule('a-sick', asking(server.url));
  await house.setRule('b-sound', asking(sound.url));
  server.mischief(trick);
  await house.askDue();
  const state = await it.stateOf('a-sick');
  expect(state).toMatchObject({ why, cursor: null, points: 0 });
  expect(['unreachable', 'refused']).toContain(state.state);
  expect(await it.stateOf('b-sound')).toMatchObject({ state: 'fine', points: 237 });
  expect(await house.metrics()).toContain(`nightjar_signal_rules_asked_total{state="${state.state}"} 1`);
  server.mischief(() => undefined);
  clock.at = Date.parse(state.nextAt);
  await house.askDue();
  expect(await it.stateOf('a-sick')).toMatchObject({ state: 'fine', why: null });
  expect(house.logged()).not.toContain(sentinel);
});

test('who is gone is asked for one rule and not for twenty, and a query that is wrong is told with its fault', async () => {
  await using it = await opened({ timeoutMs: 300 });
  const { house, server } = it;
  for (let n = 0; n < 20; n += 1) await house.setRule(`r${n}`, asking(server.url, `gauge${n}`));
  server.mischief(() => () => {});
  const began = performance.now();
  await house.askDue();
  expect(performance.now() - began).toBeLessThan(3000);
  expect(server.asked.length).toBeLessThanOrEqual(8);
  server.mischief(() => undefined);
  await house.setRule('wrong', asking(server.url, 'bad{'));
  await house.askDue();
  expect((await it.stateOf('wrong')).why).toBe('it answered 400: 1:5: parse error');
  expect(await it.stateOf('r19')).toMatchObject({ state: 'fine' });
});

test('a million series, wrong types and numbers that are none are left out, and how many is told', async () => {
  await using it = await opened({ mostSeries: 3 });
  const { house, server } = it;
  const at = noon / 1000 - 60;
  const one = (metric: unknown, values: unknown) => ({ metric, values });
  const result = [
    one({ job: 'pricing' }, [
      [at, 'NaN'],
      [at, '+Inf'],
      [at, 7],
      ['x', '7'],
      null,
      [at, ''],
      [at + 1e6, '5'],
      [at, '12.5'],
    ]),
    one({ job: 7 }, []),
    one({ pod: 'x' }, [[at, '1']]),
    ...Array.from({ length: 2_000 }, (_, n) => one({ job: `s${n}` }, [[at, '1']])),
  ];
  server.mischief(
    instead(200, JSON.stringify({ status: 'success', data: { resultType: 'matrix', result } })),
  );
  await house.setRule('lying', asking(server.url));
  await house.askDue();
  expect(await it.stateOf('lying')).toMatchObject({
    state: 'fine',
    points: 1,
    why: 'Left out: 2000 series are more than are taken of one answer; 1 series are none; 1 series name no service; 7 points are no numbers, or of another time than was asked for.',
  });
  expect((await house.get('/api/v1/signals?from=2026-03-01T11:50:00Z')).series).toMatchObject([
    { service: 'pricing', points: [[noon - 60_000, 12.5, 12.5, 12.5]] },
  ]);
});

test('a token goes to the address that it is for, and to no other', async () => {
  await using it = await opened();
  await using other = await prometheus();
  await it.house.setRule('other', asking(other.url));
  await it.house.askDue();
  expect(await it.stateOf('other')).toMatchObject({ state: 'refused' });
  const read = prometheusTokens.of('https://a.example=tokentoken http://b.example:9090/x=token=with=');
  expect(read).toEqual(
    new Map([
      ['https://a.example', 'tokentoken'],
      ['http://b.example:9090', 'token=with='],
    ]),
  );
  for (const bad of ['tokentoken', 'https://a.example', 'ftp://a=tokentoken', 'https://a=short'])
    expect(prometheusTokens.of(bad)).toBeUndefined();
});

test.each([
  'http://169.254.169.254/latest',
  'http://[::ffff:169.254.169.254]',
  'http://0xA9FEA9FE',
  'http://[fd00:ec2::254]',
])('nobody is asked where clouds tell machines their credentials: %s', async (url) => {
  await using it = await opened({ timeoutMs: 300 });
  await it.house.setRule('metadata', asking(new URL(url)));
  await it.house.askDue();
  expect(await it.stateOf('metadata')).toMatchObject({
    state: 'refused',
    why: 'at its address clouds tell machines their credentials, so no rule may ask there',
  });
});
