import { readFileSync } from 'node:fs';
import { sql } from '@nightjar/kernel/database/sql';
import { expect, test } from 'vitest';
import { alertId } from '../change/identity.ts';
import { github } from './github/index.ts';
import { replay } from './replay.ts';
import type { Delivery, Reader, Reading } from './source.ts';
import { intakeHouse } from './testing/intake-house.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`github/fixtures/${name}.json`, import.meta.url), 'utf8');
const always = new Date(0);
const better = (map: (delivery: Delivery) => Reading, reading = github.reading + 1): Reader => ({
  name: 'github',
  reading,
  map,
});
const nothing = {
  deliveries: 2,
  changed: 0,
  observed: 0,
  withdrawn: 0,
  unreadable: 0,
  position: expect.any(Number),
};

const house = async () => {
  const it = await intakeHouse();
  const [change] = (await it.deliver('deployment', 'd-1', fixture('deployment'))).json().changes;
  await it.deliver('star', 'd-2', { action: 'created', repository: { name: 'a', full_name: 'o/a' } });
  return { ...it, stream: `change:${change}` };
};

test('the same adapter finds nothing to correct', async () => {
  await using it = await house();
  const seen: number[] = [];
  const progress = (done: number, of: number) => seen.push(done / of);
  expect(await replay(it.kernel, github, always, { progress })).toEqual(nothing);
  expect(seen).toEqual([0.5, 1]);
  expect(await it.facts()).toHaveLength(2);
});

test('a better reading takes the place of the old one, once', async () => {
  await using it = await house();
  const renamed = better((delivery) => {
    const read = github.map(delivery);
    return read.is !== 'changes'
      ? read
      : { ...read, changes: read.changes.map((change) => ({ ...change, title: 'Better' })) };
  });
  expect(await replay(it.kernel, renamed, always)).toEqual({ ...nothing, changed: 1, observed: 1 });
  expect((await it.log.stream(1, it.stream)).map((fact) => fact.data)).toMatchObject([
    { read: { delivery: 'd-1', index: 0, reading: github.reading } },
    { read: { delivery: 'd-1', index: 0, reading: github.reading + 1 }, observation: { title: 'Better' } },
  ]);
  expect(await replay(it.kernel, renamed, always)).toEqual(nothing);
  // An adapter that went back without saying so still wins over what it wrote before.
  expect(await replay(it.kernel, github, always)).toEqual({ ...nothing, changed: 1, observed: 1 });
  expect((await it.log.stream(1, it.stream)).at(-1)?.data).toMatchObject({
    read: { reading: github.reading + 2 },
  });
});

test('an observation that belongs to another change is withdrawn from the first', async () => {
  await using it = await house();
  const moved = better((delivery) => {
    const read = github.map(delivery);
    return read.is !== 'changes'
      ? read
      : { ...read, changes: read.changes.map((it) => ({ ...it, key: 'other' })) };
  });
  expect(await replay(it.kernel, moved, always)).toEqual({
    ...nothing,
    changed: 1,
    observed: 1,
    withdrawn: 1,
  });
  expect(await it.log.stream(1, it.stream)).toMatchObject([
    { type: 'ChangeObserved' },
    {
      type: 'ObservationWithdrawn',
      data: { read: { delivery: 'd-1', index: 0, reading: github.reading + 1 } },
    },
  ]);
  expect(await replay(it.kernel, moved, always)).toEqual(nothing);
  expect(await replay(it.kernel, github, always)).toEqual({
    ...nothing,
    changed: 1,
    observed: 1,
    withdrawn: 1,
  });
});

test('what was ignored can come to tell of a change, and the other way round', async () => {
  await using it = await house();
  const stars = better(({ event }) =>
    event === 'star'
      ? { is: 'changes', changes: [{ title: 'A star', key: 'star' }] }
      : { is: 'ignored', why: 'Only stars count.' },
  );
  expect(await replay(it.kernel, stars, always)).toEqual({
    ...nothing,
    changed: 2,
    observed: 1,
    withdrawn: 1,
  });
  expect((await it.log.stream(1, it.stream)).at(-1)).toMatchObject({
    type: 'ObservationWithdrawn',
    data: { why: 'Only stars count.' },
  });
  const [, , , star] = await it.facts();
  expect(star).toMatchObject({
    data: { observation: { title: 'A star', at: '2026-03-01T02:50:00.000Z' }, read: { delivery: 'd-2' } },
  });
  expect(await replay(it.kernel, stars, always)).toEqual(nothing);
});

test('a reading that fails, or finds nothing it can read, takes nothing back', async () => {
  await using it = await house();
  const failing = better(() => {
    throw new Error('a slip');
  });
  expect(await replay(it.kernel, failing, always)).toEqual(nothing);
  expect(
    await replay(
      it.kernel,
      better(() => ({ is: 'unread', why: 'Not yet.' })),
      always,
    ),
  ).toEqual(nothing);
  expect(await it.log.stream(1, it.stream)).toHaveLength(1);
});

test('an alert that a better adapter reads otherwise, or as another, is corrected as a change is', async () => {
  await using it = await intakeHouse();
  const alertsOf = (key: string, title: string): Reader =>
    better(() => ({ is: 'alerts', alerts: [{ key, state: 'firing', title }] }), 1);
  await it.deliver('alert', 'd-1', '{}');
  expect(await replay(it.kernel, alertsOf('a', 'One'), always)).toMatchObject({ observed: 1, withdrawn: 0 });
  const again = { changed: 0, observed: 0, withdrawn: 0 };
  expect(await replay(it.kernel, alertsOf('a', 'One'), always)).toMatchObject(again);
  expect(await replay(it.kernel, alertsOf('a', 'Two'), always)).toMatchObject({ observed: 1, withdrawn: 0 });
  expect(await replay(it.kernel, alertsOf('b', 'Two'), always)).toMatchObject({ observed: 1, withdrawn: 1 });
  expect(await replay(it.kernel, alertsOf('b', 'Two'), always)).toMatchObject(again);
  const stream = `alert:${alertId(1, 'github', 'a')}`;
  expect(await it.log.stream(1, stream)).toMatchObject([
    { type: 'AlertObserved', data: { alert: { title: 'One' } } },
    { type: 'AlertObserved', data: { alert: { title: 'Two' }, read: { reading: 2 } } },
    { type: 'AlertWithdrawn', data: { why: 'A better reading of the delivery is about another alert.' } },
  ]);
});

test('only deliveries since the moment given are read, and a damaged one is passed over', async () => {
  await using it = await house();
  expect((await replay(it.kernel, github, new Date(Date.now() + 60_000))).deliveries).toBe(0);
  await it.database.run(
    sql`update nightjar.raw set headers = '{"content-type": "application/x-www-form-urlencoded"}'`,
  );
  expect(await replay(it.kernel, github, always)).toEqual({ ...nothing, unreadable: 2 });
});

test('an admin replays over HTTP, one at a time; others may not', async () => {
  await using it = await house();
  const ask = (name: string, body: object, right = 'admin') =>
    it.door.http.inject({
      method: 'POST',
      url: `/api/v1/sources/${name}/replay`,
      headers: { authorization: `Bearer ${right}` },
      payload: body,
    });
  const [first, second] = await Promise.all([ask('github', {}), ask('github', {})]);
  expect([first.statusCode, second.statusCode].sort()).toEqual([200, 409]);
  expect((await ask('github', { since: '2020-01-01T00:00:00Z' })).json()).toEqual({
    ...nothing,
    position: 2,
  });
  expect((await ask('cloudevents', {})).json().deliveries).toBe(0);
  expect((await ask('gitlab', {})).json().code).toBe('source.unknown');
  expect((await ask('github', { since: 'yesterday' })).json()).toMatchObject({
    status: 400,
    pointer: '/since',
  });
  expect((await ask('github', {}, 'ingest')).statusCode).toBe(403);
});
