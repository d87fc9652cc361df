import { expect, test } from 'vitest';
import type { Caller } from './caller.ts';
import { type Decider, decide } from './decide.ts';
import type { Fact } from './fact.ts';
import { openLog } from './log/open-log.ts';
import { refusals } from './refusal.ts';
import { testDatabase } from './testing/database.ts';

type Moved = Fact<'Moved', { by: number }>;

const account: Decider<number, Moved> = { initial: 0, evolve: (sum, { data }) => sum + data.by };
const caller: Caller = { org: 7, subject: 'token:abc', rights: new Set(['admin']) };
const upon = { caller, stream: 'account:1' };
const refuse = refusals({
  'test.short': { kind: 'conflict', says: 'Not that much is there.', next: 'Take less.' },
});

const move =
  (by: number) =>
  (sum: number): Moved[] => {
    if (sum + by < 0) throw refuse('test.short');
    return by === 0 ? [] : [{ type: 'Moved', data: { by } }];
  };

const house = async () => {
  const database = await testDatabase();
  const log = await openLog(database);
  return {
    log,
    [Symbol.asyncDispose]: async () => {
      await log.close();
      await database[Symbol.asyncDispose]();
    },
  };
};

test('a decision is recorded for the caller, and the next one stands upon it', async () => {
  await using it = await house();
  const first = await decide(it.log, account, upon, move(5));
  expect(first.facts).toEqual([{ type: 'Moved', data: { by: 5 } }]);
  await decide(it.log, account, upon, move(-5));
  await expect(decide(it.log, account, upon, move(-1))).rejects.toMatchObject({ code: 'test.short' });
  const recorded = await it.log.stream(7, 'account:1');
  expect(recorded.map(({ ver, actor }) => [ver, actor])).toEqual([
    [1, 'token:abc'],
    [2, 'token:abc'],
  ]);
});

test('what is so already records nothing and answers where it became so', async () => {
  await using it = await house();
  const { position } = await decide(it.log, account, upon, move(5));
  expect(await decide(it.log, account, upon, move(0))).toEqual({ position, facts: [], state: 5 });
});

test('of many who decide at once each sees what the others decided', async () => {
  await using it = await house();
  await decide(it.log, account, upon, move(3));
  const outcomes = await Promise.allSettled(
    Array.from({ length: 5 }, () => decide(it.log, account, upon, move(-1))),
  );
  const codes = outcomes.map((it) => (it.status === 'fulfilled' ? 'ok' : it.reason.code));
  expect(codes.filter((code) => code === 'ok')).toHaveLength(3);
  expect(codes.filter((code) => code === 'test.short')).toHaveLength(2);
});

test('two organisations do not share a stream', async () => {
  await using it = await house();
  await decide(it.log, account, upon, move(5));
  const other = { caller: { ...caller, org: 8 }, stream: 'account:1' };
  await expect(decide(it.log, account, other, move(-5))).rejects.toMatchObject({ code: 'test.short' });
});

test('the same key again is answered with the first position, with another request refused', async () => {
  await using it = await house();
  const once = (hash: string) => ({ ...upon, once: { source: 'api', key: 'k', hash } });
  const { position } = await decide(it.log, account, once('a'), move(5));
  expect(await decide(it.log, account, once('a'), move(5))).toEqual({ position, facts: [], state: 5 });
  await expect(decide(it.log, account, once('b'), move(5))).rejects.toMatchObject({
    code: 'decision.key-reused',
  });
});

test('the same request twice at once is answered twice with the state that it led to', async () => {
  await using it = await house();
  const once = { ...upon, once: { source: 'api', key: 'k', hash: 'a' } };
  const both = await Promise.all([1, 2].map(() => decide(it.log, account, once, move(5))));
  expect(both.map(({ state }) => state)).toEqual([5, 5]);
  expect(both.map(({ facts }) => facts.length).sort()).toEqual([0, 1]);
  // Later decisions are not in it: it is as it stood at the position that is answered.
  await decide(it.log, account, upon, move(2));
  expect(await decide(it.log, account, once, move(5))).toMatchObject({ position: 1, state: 5 });
});
