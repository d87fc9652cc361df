import { expect, test } from 'vitest';
import { Unread } from '../discovery/code-host.ts';
import type { Fetched } from '../sources/fetched.ts';
import type { Reader } from '../sources/source.ts';
import type { Looked, Reconciler, Reconciling } from './reconciler.ts';
import { reconcileHouse, sentinel } from './testing/house.ts';

type Run = (reconciling: Reconciling) => Promise<Looked>;

const reconciler = (run: Run): Reconciler => ({
  name: 'github acme',
  source: 'github',
  origin: 'github.com/acme',
  everyMs: 300_000,
  withinMs: 1000,
  run,
});

/** A deployment that began at a moment of 1 March. */
const deployment = (id: number, at: string): Fetched => ({
  event: 'deployment',
  delivery: `poll:github.com/deployments/${id}`,
  at,
  body: {
    action: 'created',
    deployment: { id, ref: 'v1', environment: 'production', created_at: at, sha: null },
    repository: { name: 'pricing', full_name: 'acme/pricing', html_url: 'https://github.com/acme/pricing' },
  },
});

const all =
  (fetched: readonly Fetched[]): Run =>
  async ({ to }) => ({ fetched, upTo: to });

test('what was lost is recorded at its own time, and once', async () => {
  const lost = [deployment(2, '2026-03-01T11:00:00.000Z'), deployment(1, '2026-03-01T10:00:00.000Z')];
  await using it = await reconcileHouse(reconciler(all(lost)));
  await it.look();
  expect(await it.told()).toEqual([
    'deploy planned 2026-03-01T10:00:00.000Z',
    'deploy planned 2026-03-01T11:00:00.000Z',
  ]);
  expect((await it.of('SourceReconciled')).map(({ stream, data }) => [stream, data])).toEqual([
    [
      'reconcile:github acme',
      {
        source: 'github',
        origin: 'github.com/acme',
        cursor: '2026-03-01T11:00:00.000Z',
        found: 2,
        from: '2026-02-28T12:00:00.000Z',
        to: '2026-03-01T11:59:00.000Z',
      },
    ],
  ]);
  it.pass(5);
  await it.look();
  await it.forget();
  await it.look();
  expect(await it.facts(), 'nothing is told again, not even of a cursor').toHaveLength(3);
});

test('a look goes on where the one before ended, also where only the log is left', async () => {
  const asked: string[] = [];
  const run: Run = async ({ from, to }) => {
    asked.push(from.toISOString());
    return { fetched: [deployment(1, '2026-03-01T11:00:00.000Z')], upTo: to };
  };
  await using it = await reconcileHouse(reconciler(run));
  await it.look();
  it.pass(5);
  await it.look();
  await it.forget();
  it.pass(5);
  await it.look();
  expect(asked).toEqual(['2026-02-28T12:00:00.000Z', '2026-03-01T11:54:00.000Z', '2026-03-01T10:55:00.000Z']);
});

test('what happened in the last minute is left to the webhook', async () => {
  await using it = await reconcileHouse(reconciler(all([deployment(1, '2026-03-01T11:59:30.000Z')])));
  await it.look();
  expect(await it.facts()).toEqual([]);
  it.pass(5);
  await it.look();
  expect(await it.told()).toHaveLength(1);
});

test('a gap of a day is filled in order, a part at a time', async () => {
  const lost = Array.from({ length: 25 }, (_, n) =>
    deployment(n, new Date(Date.parse('2026-02-28T13:00:00Z') + n * 60_000).toISOString()),
  );
  const run: Run = async ({ to }) => ({ fetched: [...lost].reverse(), upTo: to });
  await using it = await reconcileHouse(reconciler(run), { mostAtOnce: 10 });
  const next = await it.look();
  expect(await it.told()).toHaveLength(10);
  expect(await it.state()).toMatchObject({ state: 'behind', cursor: '2026-02-28T13:09:00.000Z' });
  expect(next.getTime() - it.kernel.clock.now().getTime(), 'soon').toBe(15_000);
  for (const _ of [1, 2]) {
    it.pass(1);
    await it.look();
  }
  expect(await it.told()).toEqual(lost.map(({ at }) => `deploy planned ${at}`));
  expect(await it.state()).toMatchObject({ state: 'fine' });
});

test('who promises more and says the same again is not asked in a circle', async () => {
  const run: Run = async () => ({ fetched: [], upTo: new Date('2026-03-01T06:00:00.000Z') });
  await using it = await reconcileHouse(reconciler(run));
  await it.look();
  expect(await it.state()).toMatchObject({ state: 'behind', cursor: '2026-03-01T06:00:00.000Z' });
  it.pass(1);
  await it.look();
  expect(await it.state()).toMatchObject({ state: 'unreachable', why: 'what it answers leads nowhere' });
});

test('what tells of no change leaves no fact', async () => {
  const star: Fetched = { event: 'star', delivery: 'poll:star', at: '2026-03-01T11:00:00.000Z', body: {} };
  await using it = await reconcileHouse(reconciler(all([star])));
  await it.look();
  expect((await it.facts()).map(({ type }) => type)).toEqual(['SourceReconciled']);
});

test('a token that is not accepted is a state, and is tried again every fifteen minutes', async () => {
  let looks = 0;
  let accepted = false;
  const run: Run = async ({ to }) => {
    looks += 1;
    if (!accepted) throw new Unread(`it does not accept the token ${sentinel}`, 'now', { is: 'refused' });
    return { fetched: [], upTo: to };
  };
  await using it = await reconcileHouse(reconciler(run));
  const next = await it.look();
  expect(next.toISOString()).toBe('2026-03-01T12:15:00.000Z');
  const refused = {
    state: 'refused',
    why: 'it does not accept the token …',
    since: '2026-03-01T12:00:00.000Z',
  };
  expect(await it.state()).toMatchObject(refused);
  for (let n = 0; n < 14; n += 1) {
    it.pass(1);
    await it.look();
  }
  expect(looks, 'whoever begins it').toBe(1);
  it.pass(1);
  await it.look();
  expect(looks).toBe(2);
  expect(await it.state(), 'since it began').toMatchObject(refused);
  accepted = true;
  it.pass(15);
  await it.look();
  expect(await it.state()).toMatchObject({ state: 'fine', why: null, since: '2026-03-01T12:30:00.000Z' });
  expect(it.logged()).not.toContain(sentinel);
});

test('a limit is waited for, whatever begins a look', async () => {
  let looks = 0;
  const run: Run = async ({ to }) => {
    looks += 1;
    if (looks === 1)
      throw new Unread('its rate limit is reached', 'now', { is: 'limited', afterMs: 40 * 60_000 });
    return { fetched: [], upTo: to };
  };
  await using it = await reconcileHouse(reconciler(run));
  await it.look();
  expect(await it.state()).toMatchObject({ state: 'behind', nextAt: '2026-03-01T12:40:00.000Z' });
  it.pass(39);
  await it.look();
  expect(looks).toBe(1);
  it.pass(1);
  await it.look();
  expect([looks, (await it.state())?.state]).toEqual([2, 'fine']);
});

test('who does not answer is asked again after a random time that grows, and keeps the cursor', async () => {
  let away = false;
  const run: Run = async ({ to }) => {
    if (away) throw new Unread('it does not answer', 'now');
    return { fetched: [deployment(1, '2026-03-01T11:00:00.000Z')], upTo: to };
  };
  await using it = await reconcileHouse(reconciler(run));
  await it.look();
  const { cursor } = (await it.state()) ?? {};
  away = true;
  for (let n = 0; n < 8; n += 1) {
    it.pass(5);
    const next = await it.look();
    expect(next.getTime() - it.kernel.clock.now().getTime()).toBeLessThanOrEqual(300_000);
  }
  expect(await it.state()).toMatchObject({ state: 'unreachable', why: 'it does not answer', cursor });
});

test('an alert that was told already adds no fact, one that was not does', async () => {
  const fire = (n: number, at: string): Fetched => ({
    event: 'alert',
    delivery: `poll:${n}`,
    at,
    body: { at },
  });
  const reader: Reader = {
    name: 'github',
    reading: 1,
    map: ({ body }) => ({
      is: 'alerts',
      alerts: [{ key: 'a', state: 'firing', at: (body as { at: string }).at, title: 'Checkout is slow' }],
    }),
  };
  const run = all([
    fire(1, '2026-03-01T10:00:00.000Z'),
    fire(2, '2026-03-01T10:00:00.500Z'),
    fire(3, '2026-03-01T11:00:00.000Z'),
  ]);
  await using it = await reconcileHouse(reconciler(run), { reader });
  await it.look();
  expect((await it.of('AlertObserved')).map(({ at }) => at.toISOString())).toEqual([
    '2026-03-01T10:00:00.000Z',
    '2026-03-01T11:00:00.000Z',
  ]);
});
