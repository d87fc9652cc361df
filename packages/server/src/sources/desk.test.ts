import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { github } from './github/index.ts';
import { replay } from './replay.ts';
import { shares } from './share.ts';
import { intakeHouse } from './testing/intake-house.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`github/fixtures/${name}.json`, import.meta.url), 'utf8');

test('a source that has used up its share is told when to come again, and nothing of it is recorded', async () => {
  await using it = await intakeHouse({ desk: { wait: () => 7 } });
  const answer = await it.deliver('deployment', 'd-1', fixture('deployment'));
  expect([answer.statusCode, answer.json().code, answer.headers['retry-after']]).toEqual([
    429,
    'hook.too-many',
    '7',
  ]);
  expect(await it.facts()).toEqual([]);
});

test('what a sender with a wrong clock says is set right, and a replay sets it right by the same', async () => {
  const ahead = { hear: () => {}, aheadMs: () => 60_000, all: () => [] };
  await using it = await intakeHouse({ desk: { clocks: ahead } });
  await it.deliver('deployment', 'd-1', fixture('deployment'));
  await it.deliver('push', 'd-2', fixture('push.three_commits'));
  const facts = await it.facts();
  expect(facts.map(({ data }) => data)).toMatchObject([{}, { clockAheadMs: 60_000 }]);
  expect(await replay(it.kernel, github, new Date(0))).toMatchObject({ deliveries: 2, changed: 0 });
});

test('the clock of a sender who never says when it sends is found out by what lies in the future', async () => {
  await using it = await intakeHouse();
  const ahead = (n: number) => {
    const body = JSON.parse(fixture('push.three_commits'));
    // Received at 02:50 by the clock of the house.
    body.repository.pushed_at = '2026-03-01T02:54:00Z';
    return it.deliver('push', `d-${n}`, { ...body, after: `${n}`.repeat(40) });
  };
  for (const n of [1, 2, 3, 4]) await ahead(n);
  expect(
    (await it.facts()).map(({ at, data }) => [
      at.toISOString(),
      (data as { clockAheadMs?: number }).clockAheadMs,
    ]),
  ).toEqual([
    ['2026-03-01T02:54:00.000Z', undefined],
    ['2026-03-01T02:54:00.000Z', undefined],
    ['2026-03-01T02:54:00.000Z', undefined],
    ['2026-03-01T02:50:00.000Z', 240_000],
  ]);
});

test('a source that floods is held to its share, and what others send meanwhile is neither dropped nor late', async () => {
  await using it = await intakeHouse({ desk: { wait: shares({ perSecond: 10, burst: 20 }) } });
  const flood = Array.from({ length: 400 }, (_, n) => it.deliver('star', `d-${n}`, { n }));
  const others: { readonly status: number; readonly ms: number }[] = [];
  for (let n = 0; n < 20; n += 1) {
    const began = performance.now();
    const { statusCode } = await it.send({
      specversion: '1.0',
      id: `e-${n}`,
      source: '/shop',
      type: 'com.example',
    });
    others.push({ status: statusCode, ms: performance.now() - began });
  }
  const statuses = (await Promise.all(flood)).map(({ statusCode }) => statusCode);
  expect([statuses.filter((it) => it === 202).length, new Set(statuses)]).toEqual([20, new Set([202, 429])]);
  expect(others.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 202));
  expect(Math.max(...others.map(({ ms }) => ms))).toBeLessThan(5000);
});
