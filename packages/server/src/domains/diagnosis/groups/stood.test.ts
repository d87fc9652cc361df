import { nightjarItself } from '@nightjar/kernel/caller';
import { expect, test } from 'vitest';
import { alertId, diagnosisId } from '../../../change/identity.ts';
import type { Related } from '../../../evidence/related.ts';
import { standingOf } from './standing.ts';
import { ago, groupsHouse, seen } from './testing/house.ts';

type House = Awaited<ReturnType<typeof groupsHouse>>;

const patience = { timeout: 40_000 };

const groups = async (house: House, query = '') => (await house.get(query)).body.groups;
const stood = async (house: House): Promise<unknown[]> =>
  (await house.kernel.log.read({ after: 0, limit: 1000, types: ['GroupStood'] })).map(
    ({ data }) => (data as { state: string }).state,
  );

test('that a group has ended, and goes on after all, is recorded and told once each', async () => {
  await using house = await groupsHouse();
  const [alert = ''] = await house.record([seen({ at: ago(14) })]);
  await expect.poll(async () => (await groups(house)).length, patience).toBe(1);
  const [{ diagnosis, firstAt }] = await groups(house);
  const standing = () => standingOf(house.kernel, nightjarItself, { id: diagnosis, alert, pagedAt: firstAt });
  expect(await standing()).toEqual({ is: 'open' });
  const at = ago(2);
  await house.record([seen({ state: 'resolved', at })]);
  await expect.poll(() => house.told, patience).toEqual([{ diagnosis, round: 1, stands: 'ended' }]);
  expect(await standing()).toEqual({ is: 'ended', at, afterMs: Date.parse(at) - Date.parse(firstAt) });
  // What is no news of the group is not told.
  await house.record([seen({ state: 'resolved', at: ago(1) })]);
  await house.record([seen({ at: ago(0) })]);
  await expect.poll(() => house.told.map(({ stands }) => stands), patience).toEqual(['ended', 'open']);
  expect(await standing()).toEqual({ is: 'open' });
  expect(await stood(house)).toEqual(['ended', 'open']);
}, 90_000);

test('a group that becomes a part of another is told to be one, with the page that goes on', async () => {
  const needs: Related = {
    known: new Set(['pricing', 'cart', 'redis']),
    needs: [
      { from: 'pricing', to: 'redis', through: null },
      { from: 'cart', to: 'redis', through: null },
    ],
    shared: [],
  };
  await using house = await groupsHouse({ related: needs });
  await house.record([seen({ at: ago(3) })]);
  await expect.poll(async () => (await groups(house)).length, patience).toBe(1);
  const at = ago(2);
  const [cart = ''] = await house.record([seen({ key: 'a2', services: ['cart'], at })]);
  await expect.poll(async () => (await groups(house)).length, patience).toBe(2);
  const [part, whole] = await groups(house);
  await house.record([seen({ key: 'a3', services: ['redis'], at: ago(1) })]);
  await expect
    .poll(() => house.told, patience)
    .toEqual([{ diagnosis: part.diagnosis, round: 1, stands: 'merged' }]);
  expect(
    await standingOf(house.kernel, nightjarItself, { id: part.diagnosis, alert: cart, pagedAt: at }),
  ).toEqual({ is: 'merged', title: whole.title, address: `/diagnoses/${whole.diagnosis}` });
  expect(await stood(house)).toEqual(['merged']);
}, 90_000);

test('whoever joined late, with a diagnosis of its own, is told as well', async () => {
  await using house = await groupsHouse();
  const early = [45, 34, 23, 12].map((minutes, n) => seen({ key: `a${n}`, at: ago(minutes) }));
  for (const one of early) {
    await house.record([one]);
    await expect.poll(async () => (await groups(house))[0]?.count, patience).toBe(early.indexOf(one) + 1);
  }
  const [{ id, diagnosis }] = await groups(house);
  const late = diagnosisId(1, `${id} +1`);
  await house.record(early.map((one) => ({ ...one, state: 'resolved', at: ago(1) })));
  await expect
    .poll(() => house.told.map((it) => it.diagnosis).sort(), patience)
    .toEqual([diagnosis, late].sort());
  const alert = alertId(1, 'alertmanager', 'a2');
  expect(
    await standingOf(house.kernel, nightjarItself, { id: late, alert, pagedAt: early[2]?.at ?? '' }),
  ).toMatchObject({ is: 'ended' });
}, 120_000);
