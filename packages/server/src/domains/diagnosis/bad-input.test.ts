import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FoundSeries } from '../../evidence/parts.ts';
import { type DiagnosisHouse, diagnosisHouse } from './testing/house.ts';
import { begins, deployed, minute, nightSeries, pagedAt, seriesOf } from './testing/night.ts';

let house: DiagnosisHouse;
let guilty: string | undefined;
let whole = 0;

const iso = (at: number): string => new Date(at).toISOString();

/** Asked by another signal or service each time: the same words would be the same diagnosis. */
const ask = async (series: readonly FoundSeries[], more: object = {}) => {
  house.state.series = series;
  house.state.now += 120_000;
  const asked = { service: 'checkout', env: 'prod', signal: 'latency', at: iso(pagedAt), ...more };
  const { status, body } = await house.post('/api/v1/diagnoses', asked, 'ana');
  expect(status).toBe(201);
  return { ...body, lacks: body.without.map(({ what }: { what: string }) => what) };
};

beforeAll(async () => {
  house = await diagnosisHouse();
  await house.start();
  await house.described();
  [guilty] = await house.changed(
    deployed('pricing', begins - 2 * minute),
    deployed('elsewhere', begins - 2 * minute, { services: ['elsewhere', 'lonely'] }),
  );
  const answer = await ask(nightSeries());
  expect([answer.verdict, answer.suspects[0]?.change, answer.lacks]).toEqual(['change', guilty, []]);
  whole = answer.probability;
});
afterAll(() => house[Symbol.asyncDispose]());

test('no metrics: nobody is named, and it says so', async () => {
  const answer = await ask([]);
  expect(answer).toMatchObject({ verdict: 'unknown', probability: 0.5, suspects: [], dated: false });
  expect(answer.lacks).toContain('metrics');
  expect(answer.onset).toBe(answer.pagedAt);
});

test('no graph: a service that the catalog does not know is diagnosed from what is measured of it', async () => {
  const series = [seriesOf('lonely', 'latency', { usual: 200, sick: 900 })];
  const answer = await ask(series, { service: 'lonely' });
  expect(answer.lacks).toContain('graph');
  expect(answer.suspects[0]?.title).toBe('Deploy elsewhere');
  expect(answer.probability).toBeLessThan(whole);
  expect(answer.owner).toBeNull();
});

test('a gap in the data around the page', async () => {
  const gap = (one: FoundSeries): FoundSeries => ({
    ...one,
    points: one.points.filter(([at]) => at < begins || at > pagedAt + 6 * minute),
  });
  const answer = await ask(nightSeries().map((one) => (one.service === 'checkout' ? gap(one) : one)));
  expect(answer.lacks).toContain('gap');
  expect(answer.probability).toBeLessThan(whole);
});

test('a flat series tells that it moved, not how far', async () => {
  const flat = (one: FoundSeries): FoundSeries => ({
    ...one,
    points: one.points.map(([at]) => [at, at >= begins ? 900 : 200] as const),
  });
  const answer = await ask(nightSeries().map((one) => (one.service === 'checkout' ? flat(one) : one)));
  expect(answer.lacks).toContain('flat');
  expect(answer.probability).toBeLessThan(whole);
});

test('a counter that was reset is no drop to nothing', async () => {
  let total = 0;
  const counted = seriesOf('checkout', 'requests', { usual: 600 });
  const points = counted.points.map(([at, value], row) => {
    if (row === 100) total = 0;
    total += value * 60;
    return [at, total] as const;
  });
  const rest = nightSeries().filter(({ service, signal }) => service !== 'checkout' || signal !== 'requests');
  const answer = await ask([...rest, { ...counted, points }]);
  expect(answer.lacks).toEqual(['counter reset']);
  expect(answer.suspects[0]?.change).toBe(guilty);
});

test('an unknown target is refused with what is near; one whose metrics nobody has is answered', async () => {
  house.state.series = [];
  const refused = await house.post('/api/v1/diagnoses', { service: 'pircing' }, 'ana');
  expect([refused.status, refused.body.code]).toEqual([404, 'diagnosis.unknown-service']);
  expect(refused.body.detail).toContain('pricing');
  const others = nightSeries().filter(({ service }) => service !== 'checkout');
  const answer = await ask(others);
  expect(answer.lacks).toContain('target');
});

test('clocks that disagree: a change that bears a time to come', async () => {
  house.state.now = pagedAt + minute;
  await house.changed(deployed('cart', pagedAt + 40 * minute, { key: 'ahead' }));
  house.state.series = nightSeries();
  const { body } = await house.post(
    '/api/v1/diagnoses',
    { service: 'checkout', env: 'prod', signal: 'latency' },
    'joey',
  );
  expect(body.without.map(({ what }: { what: string }) => what)).toContain('clocks');
  expect(body.excluded.map(({ why }: { why: string }) => why).join(' ')).toContain('clocks disagree');
  expect(body.suspects[0]?.change).toBe(guilty);
});

test('more than is looked at is told', async () => {
  const cut = house.evidence.series[0];
  expect(cut).toBeDefined();
  const many = Array.from({ length: 130 }, (_, n) =>
    deployed('cart', begins - (n + 10) * minute, { kind: 'flag', services: [] }),
  );
  await house.changed(...many);
  const answer = await ask(nightSeries());
  expect(answer.without.map(({ says }: { says: string }) => says).join(' ')).toMatch(
    /changes are within reach/,
  );
});

test('a time before all times and a service without a name are refused, and break nothing', async () => {
  for (const at of ['0000-01-01T00:00:00Z', '0001-01-01T00:00:00Z', '1969-12-31T23:59:59Z']) {
    const { status, body } = await house.post('/api/v1/diagnoses', { service: 'checkout', at }, 'ana');
    expect([status, body.code]).toEqual([400, 'diagnosis.at']);
  }
  const { status, body } = await house.post('/api/v1/diagnoses', { service: '  ' }, 'ana');
  expect([status, body.code]).toEqual([400, 'request.invalid']);
});
