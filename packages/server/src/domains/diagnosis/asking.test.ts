import { expect, test } from 'vitest';
import { diagnosisHouse } from './testing/house.ts';
import { begins, deployed, minute, pagedAt, seriesOf } from './testing/night.ts';

const iso = (at: number): string => new Date(at).toISOString();

test('whoever asks is told which change did it, why, whom to ask, and it is recorded', async () => {
  await using house = await diagnosisHouse();
  await house.start();
  await house.described();
  const [, guilty] = await house.changed(
    deployed('checkout', begins - 200 * minute),
    deployed('pricing', begins - 2 * minute, { actor: { name: 'joey', kind: 'human' } }),
    deployed('cart', begins - 40 * minute),
    deployed('pricing', begins - 90 * minute, { environment: 'staging' }),
    deployed('pricing', begins + 4 * minute, { key: 'rollback', title: 'Roll back pricing' }),
    deployed('unrelated', begins - 3 * minute),
  );
  const { status, body } = await house.post('/api/v1/diagnoses', { service: 'Checkout', env: 'prod' }, 'ana');
  expect(status).toBe(201);
  expect(body).toMatchObject({
    service: 'checkout',
    signal: 'latency',
    verdict: 'change',
    dated: true,
    round: 1,
    after: null,
    onset: iso(begins),
    owner: { name: 'money', contacts: [{ kind: 'onCall' }] },
    candidates: 4,
  });
  expect(body.suspects[0]).toMatchObject({ change: guilty, service: 'pricing', actor: 'joey' });
  expect(body.suspects[0].reasons[0]).toMatch(/finished|took effect/);
  expect(body.excluded).toEqual([
    expect.objectContaining({
      title: 'Roll back pricing',
      services: ['pricing'],
      why: expect.stringMatching(/after the trouble did/),
    }),
  ]);
  const again = await house.get(body.address.replace('/diagnoses', '/api/v1/diagnoses'));
  expect(again.body).toEqual(body);
  expect((await house.get(`/api/v1/diagnoses/${body.id}`, 'read 2')).body.code).toBe('diagnosis.unknown');
});

test('the same question of the same person within a minute is one diagnosis, over the turn of a minute too', async () => {
  await using house = await diagnosisHouse();
  await house.start();
  await house.described();
  house.state.now = pagedAt + 59_000;
  const ask = async (who: string, more = {}) =>
    (await house.post('/api/v1/diagnoses', { service: 'checkout', ...more }, who)).body.id;
  const first = await ask('ana');
  house.state.now += 2_000;
  expect(await ask('ana')).toBe(first);
  expect(await ask('joey')).not.toBe(first);
  expect(await ask('ana', { signal: 'errors' })).not.toBe(first);
  house.state.now += 60_000;
  expect(await ask('ana')).not.toBe(first);
  house.state.now = pagedAt + 301_000;
  const early = await ask('joey');
  house.state.now += 118_000;
  expect(await ask('joey')).not.toBe(early);
  const byRef = await house.post('/api/v1/diagnoses', { service: 'service:default/checkout' }, 'ana');
  expect(byRef.body).toMatchObject({ title: 'What probably broke checkout?', service: 'checkout' });
  const together = await Promise.all([ask('read'), ask('read'), ask('read')]);
  expect(new Set(together).size).toBe(1);
});

test('what nobody knows is refused with the nearest names, and so is a time to come', async () => {
  await using house = await diagnosisHouse();
  await house.start();
  await house.described();
  house.state.series = [];
  const unknown = await house.post('/api/v1/diagnoses', { service: 'chekcout' }, 'ana');
  expect([unknown.status, unknown.body.code]).toEqual([404, 'diagnosis.unknown-service']);
  expect(unknown.body.detail).toContain('checkout');
  const later = await house.post('/api/v1/diagnoses', { service: 'checkout', at: iso(pagedAt + 9e6) }, 'ana');
  expect([later.status, later.body.code]).toEqual([400, 'diagnosis.at']);
  const mistyped = await house.post('/api/v1/diagnoses', { service: 'dgn_nope' }, 'ana');
  expect([mistyped.status, mistyped.body.code]).toEqual([404, 'diagnosis.unknown']);
  expect(mistyped.body.detail).toContain('There is no diagnosis "dgn_nope"');
  expect(mistyped.body.next).toContain('/diagnoses');
  const only = await house.post('/api/v1/diagnoses', { service: 'ghost' }, 'ana');
  expect(only.body.code).toBe('diagnosis.unknown-service');
  await house.changed(
    deployed('ghost', begins - minute),
    deployed('ghost', pagedAt + 30_000, { title: 'Roll back ghost' }),
  );
  house.state.now = pagedAt + minute;
  const known = await house.post('/api/v1/diagnoses', { service: 'ghost', at: iso(pagedAt) }, 'ana');
  expect([known.status, known.body.verdict, known.body.suspects]).toEqual([201, 'unknown', []]);
  expect(known.body.reasons.join(' ')).toContain('Deploy ghost (ghost), 7 min before the page.');
  expect(known.body.reasons.join(' ')).not.toContain('Roll back');
});

test('of the past it says what could have been known then', async () => {
  await using house = await diagnosisHouse();
  await house.start();
  await house.described();
  const [guilty] = await house.changed(
    deployed('pricing', begins - 10 * minute, { key: 'one', phase: 'started' }),
    deployed('pricing', begins - minute, { key: 'one', phase: 'finished' }),
  );
  house.state.now = pagedAt + 600 * minute;
  const body = { service: 'checkout', env: 'prod', at: iso(pagedAt), signal: 'latency' };
  const { body: told } = await house.post('/api/v1/diagnoses', body, 'ana');
  expect(told).toMatchObject({ verdict: 'change', onset: iso(begins), pagedAt: iso(pagedAt) });
  expect(told.suspects[0]).toMatchObject({ change: guilty, completedAt: iso(begins - minute) });
  expect(told.without).toEqual([]);
});

test('a canary is told from those that stayed by when its instances were first measured', async () => {
  await using house = await diagnosisHouse();
  await house.start();
  await house.described();
  const one = (instance: string, more: object) =>
    seriesOf('pricing', 'latency', { usual: 80, ...more }, { instance, stat: 'mean' });
  house.state.series = [
    seriesOf('checkout', 'latency', { usual: 200, sick: 600 }, { stat: 'mean' }),
    ...['a', 'b', 'c'].map((name) => one(`pricing-old-${name}`, {})),
    one('pricing-new-d', { usual: 900, from: begins - minute }),
  ];
  const [guilty] = await house.changed(
    deployed('pricing', begins - 2 * minute),
    deployed('cart', begins - 2 * minute),
  );
  const { body } = await house.post('/api/v1/diagnoses', { service: 'checkout', env: 'prod' }, 'ana');
  expect(body.suspects[0]).toMatchObject({ change: guilty, features: { exposureKnown: 1, exposure: 1 } });
  expect(body.suspects[0].reasons.join(' ')).toContain('100 % more of its new instances are sick');
});

test('more are not made at once than leave room for pages', async () => {
  await using house = await diagnosisHouse();
  await house.start();
  await house.described();
  const signals = Array.from({ length: 12 }, (_, n) => `other-${n}`);
  const answers = await Promise.all(
    signals.map((signal) => house.post('/api/v1/diagnoses', { service: 'checkout', signal }, 'ana')),
  );
  const codes = answers.map(({ status, body }) => (status === 201 ? 'made' : body.code));
  expect(new Set(codes)).toEqual(new Set(['made', 'diagnosis.busy']));
  expect(codes.filter((code) => code === 'made').length).toBeGreaterThanOrEqual(4);
  expect(await house.post('/api/v1/diagnoses', { service: 'cart' }, 'ana')).toMatchObject({ status: 201 });
});

test('one caller who asks without end is told to wait, and no other notices', async () => {
  await using house = await diagnosisHouse();
  await house.start();
  await house.described();
  house.state.series = [];
  const ask = (nth: number, who: string) =>
    house.post('/api/v1/diagnoses', { service: 'reviews', env: `e${nth}` }, who);
  for (let nth = 0; nth < 100; nth += 1) expect((await ask(nth, 'read')).status).toBe(201);
  expect((await ask(100, 'read')).body.code).toBe('diagnosis.too-many');
  expect((await ask(100, 'ana')).status).toBe(201);
  house.state.now += 6000;
  expect((await ask(101, 'read')).status).toBe(201);
}, 60_000);
