import { expect, test } from 'vitest';
import type { AlertObservation } from '../../change/alert.ts';
import { alertId } from '../../change/identity.ts';
import { type AlertObserved, alertStream } from '../alerts/events.ts';
import { type DiagnosisHouse, diagnosisHouse } from './testing/house.ts';
import { begins, deployed, minute, pagedAt } from './testing/night.ts';

const patience = { timeout: 40_000 };

const observe = async (
  house: DiagnosisHouse,
  state: AlertObservation['state'],
  at: number,
  key = 'checkout',
): Promise<void> => {
  const alert: AlertObservation = {
    source: 'alertmanager',
    key,
    state,
    at: new Date(at).toISOString(),
    title: 'CheckoutLatency',
    severity: 'critical',
    services: ['checkout'],
    environment: 'prod',
    summary: null,
    links: [],
    labels: {},
  };
  const fact: AlertObserved = { type: 'AlertObserved', at: alert.at, data: { alert } };
  const stream = alertStream(alertId(1, alert.source, alert.key));
  await house.kernel.log.append({ org: 1, stream, facts: [fact] });
};

test('a list says who is suspected first, whether it still fires, and what was asked since a time, page by page', async () => {
  await using house = await diagnosisHouse();
  await house.start();
  await house.described();
  const [guilty] = await house.changed(deployed('pricing', begins - 2 * minute));
  const list = async (query = '') => (await house.get(`/api/v1/diagnoses?${query}`)).body;
  const ids = async (query: string) => (await list(query)).diagnoses.map(({ id }: { id: string }) => id);

  await observe(house, 'firing', pagedAt);
  await expect.poll(() => ids(''), patience).toHaveLength(1);
  const [paged] = (await list()).diagnoses;
  expect(paged).toMatchObject({
    service: 'checkout',
    state: 'open',
    foremost: { change: guilty, title: 'Deploy pricing', service: 'pricing' },
  });
  const { body: asked } = await house.post('/api/v1/diagnoses', {
    service: 'checkout',
    env: 'prod',
    at: new Date(pagedAt - 60 * minute).toISOString(),
  });
  expect(await ids(`min_pos=${asked.position}`)).toEqual([paged.id, asked.id]);
  expect((await list()).diagnoses[1].state).toBeNull();
  expect(await ids('state=open')).toEqual([paged.id]);
  expect(await ids('state=ended')).toEqual([]);
  expect(await ids(`since=${new Date(pagedAt - minute).toISOString()}`)).toEqual([paged.id]);

  await observe(house, 'resolved', pagedAt + 3 * minute);
  await expect.poll(() => ids('state=ended'), patience).toEqual([paged.id]);
  expect(await ids('state=open')).toEqual([]);
  // What fires again after long is another trouble: this one stays ended.
  await observe(house, 'firing', pagedAt + 120 * minute);
  await expect.poll(() => ids('state=open'), patience).toHaveLength(1);
  expect(await ids('state=ended')).toEqual([paged.id]);

  const first = await list('limit=2');
  expect(first.diagnoses.map(({ state }: { state: string }) => state)).toEqual(['open', 'ended']);
  expect(await ids(`limit=2&cursor=${first.next}`)).toEqual([asked.id]);
  const other = await house.get(`/api/v1/diagnoses?state=open&cursor=${first.next}`);
  expect(other.body.code).toBe('diagnosis.cursor');
  expect((await house.get('/api/v1/diagnoses?since=yesterday')).status).toBe(400);
}, 120_000);

test('a page is open for as long as anything of its group fires, whatever became of the alert that began it', async () => {
  await using house = await diagnosisHouse();
  await house.start();
  await house.described();
  const stands = async () =>
    (await house.get('/api/v1/diagnoses')).body.diagnoses.map(({ state }: { state: string }) => state);
  const group = async () => (await house.get('/api/v1/alerts/groups')).body.groups.at(-1);

  await observe(house, 'firing', pagedAt);
  await observe(house, 'firing', pagedAt + minute, 'checkout errors');
  await expect.poll(group, patience).toMatchObject({ count: 2, firing: 2 });
  const { firstAt } = await group();
  // It ends and begins again within its group: the group began no later for that.
  await observe(house, 'resolved', pagedAt + 3 * minute);
  await observe(house, 'firing', pagedAt + 20 * minute);
  await expect.poll(group, patience).toMatchObject({ count: 2, firing: 2, firstAt });
  await expect.poll(stands, patience).toEqual(['open']);
  // An hour later it is of another group, while the other of the first still fires.
  await observe(house, 'resolved', pagedAt + 21 * minute);
  await observe(house, 'firing', pagedAt + 120 * minute);
  await expect.poll(stands, patience).toEqual(['open', 'open']);
  await observe(house, 'resolved', pagedAt + 121 * minute, 'checkout errors');
  await expect.poll(stands, patience).toEqual(['open', 'ended']);
}, 120_000);
