import { expect, test } from 'vitest';
import { type VendorServer, vendorServer } from '../../../reconcile/testing/vendor-server.ts';
import { setClock, signalHouse } from '../testing/house.ts';
import { lanesOf } from './lanes.ts';

const noon = Date.UTC(2026, 2, 1, 12);
const minute = 60_000;

const answer = { status: 'success', data: { resultType: 'matrix', result: [] } };
const prometheus = () =>
  vendorServer(
    () => true,
    () => ({ body: answer }),
  );

/** So many that take a connection and never answer. */
const dead = async (count: number): Promise<VendorServer[]> => {
  const all = await Promise.all(Array.from({ length: count }, prometheus));
  for (const one of all) one.mischief(() => () => {});
  return all;
};

/** A house that waits three seconds for an answer, and begins to ask for a part of that. */
const opened = async ({ timeoutMs = 3000, beginsMs = 50 } = {}) => {
  const stack = new AsyncDisposableStack();
  const clock = setClock(noon);
  const bounds = { timeoutMs, beginsMs, mostBytes: 300_000, mostSeries: 100 };
  const house = stack.use(await signalHouse({ clock, bounds }));
  const rule = (name: string, { url }: VendorServer, query = name) =>
    house.setRule(name, {
      signal: 'latency',
      kind: 'gauge',
      service: { label: 'job' },
      from: { is: 'query', url: url.href, query, everySeconds: 15 },
    });
  const stateOf = async (name: string) => (await house.get(`/api/v1/signals/rules/${name}`)).rule.state;
  return { house, clock, rule, stateOf, stack, [Symbol.asyncDispose]: () => stack.disposeAsync() };
};

const askedOf = (all: readonly VendorServer[]): number =>
  all.reduce((sum, { asked }) => sum + asked.length, 0);

test('however many origins do not answer, a round ends, and who answers is asked first and on time', async () => {
  await using it = await opened();
  const { house, clock } = it;
  const sound = it.stack.use(await prometheus());
  await it.rule('z-sound', sound);
  await house.askDue(['well']);
  expect(sound.asked).toHaveLength(1);

  const gone = await dead(12);
  for (const one of gone) it.stack.use(one);
  // Two at each, before the sound one by name.
  for (const [n, one] of gone.entries()) for (const half of ['a', 'b']) await it.rule(`a${n}${half}`, one);
  clock.at += minute;
  await house.askDue(['well']);
  expect(sound.asked).toHaveLength(2);
  // Seven places beside the sound one's, one of which is taken again when that is done; each is asked for one rule.
  expect(askedOf(gone)).toBeLessThanOrEqual(8);
  for (let round = 0; round < 2; round += 1) {
    clock.at += minute;
    await house.askDue(['well']);
  }
  expect(sound.asked).toHaveLength(4);
  expect(gone.every(({ asked }) => asked.length === 1)).toBe(true);

  // From here on they are known: nobody waits for them but each other.
  clock.at += minute;
  await house.askDue(['well']);
  expect(sound.asked).toHaveLength(5);
  expect(askedOf(gone)).toBe(12);
  await house.askDue(['ailing']);
  expect(askedOf(gone)).toBe(20);
  for (const one of gone) one.mischief(() => undefined);
  const ofLast = async () => {
    clock.at += minute;
    await house.askDue();
    return Promise.all(['a11a', 'a11b'].map(async (name) => (await it.stateOf(name)).state));
  };
  await expect.poll(ofLast, { timeout: 60_000 }).toEqual(['fine', 'fine']);
}, 120_000);

test('an origin that answers slowly is asked for so long, and goes on in the next round where it ended', async () => {
  await using it = await opened({ timeoutMs: 20_000, beginsMs: 100 });
  const { house, clock } = it;
  const slow = it.stack.use(await prometheus());
  const sound = it.stack.use(await prometheus());
  slow.mischief(() => (response) => {
    setTimeout(() => void response.end(JSON.stringify(answer)), 200);
  });
  for (let n = 0; n < 4; n += 1) await it.rule(`a${n}`, slow);
  await it.rule('z-sound', sound);
  await house.askDue(['well']);
  expect([slow.asked.length, sound.asked.length]).toEqual([1, 1]);
  for (let round = 0; round < 3; round += 1) {
    clock.at += minute;
    await house.askDue(['well']);
  }
  const queries = slow.asked.map((path) => new URLSearchParams(path.split('?')[1]).get('query'));
  expect([...queries].sort()).toEqual(['a0', 'a1', 'a2', 'a3']);
  expect(sound.asked).toHaveLength(4);
}, 60_000);

test('an origin is ailing when nobody was answered there since it failed; one wrong query makes it none', () => {
  const at = (after: number): string => new Date(noon + after).toISOString();
  const stood = (state: 'fine' | 'unreachable', tried: number, reached: number | null) => ({
    state,
    triedAt: at(tried),
    reachedAt: reached === null ? null : at(reached),
  });
  const all = [
    { origin: 'new', before: null },
    { origin: 'gone', before: stood('unreachable', 0, -10 * minute) },
    { origin: 'gone', before: null },
    { origin: 'one-wrong', before: stood('fine', 0, 0) },
    { origin: 'one-wrong', before: stood('unreachable', 5_000, null) },
    { origin: 'back', before: stood('fine', 1000, 1000) },
  ];
  const lanes = lanesOf(all, () => true);
  expect(lanes.map(({ origin, is, items }) => [origin, is, items.length])).toEqual([
    ['gone', 'ailing', 2],
    ['back', 'well', 1],
    ['one-wrong', 'well', 2],
    ['new', 'well', 1],
  ]);
  expect(lanesOf(all, ({ before }) => before === null).map(({ origin }) => origin)).toEqual(['gone', 'new']);
});
