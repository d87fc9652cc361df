import { sql } from '@nightjar/kernel/database/sql';
import { expect, test } from 'vitest';
import { alerts } from '../domains/alerts/index.ts';
import { diagnosisHouse } from '../domains/diagnosis/testing/house.ts';
import { testAlerts } from './test-alerts.ts';

const patience = { timeout: 40_000 };

const opened = async () => {
  const house = await diagnosisHouse({ more: [alerts, testAlerts] });
  // Tasks come due by the database's clock.
  house.state.now = Date.now();
  await house.start();
  await house.described();
  const diagnoses = async (state: string) => {
    const { body } = await house.get(`/api/v1/diagnoses?state=${state}`);
    return (body.diagnoses as { alert: string; title: string }[]).map(({ alert }) => alert);
  };
  const alert = async (id: string) => (await house.get(`/api/v1/alerts/${id}?consistency=strong`)).body;
  const fire = async (said: object) => (await house.post('/api/v1/alerts/tests', said, 'ingest')).body;
  return { house, diagnoses, alert, fire };
};

test('a test goes the way of all alerts, says that it is one, and resolves itself', async () => {
  const { house, diagnoses, alert, fire } = await opened();
  await using _ = house;
  const made = await fire({ service: 'checkout', environment: 'prod', minutes: 5 });
  expect(Date.parse(made.endsAt)).toBe(house.state.now + 5 * 60_000);
  expect(await alert(made.alert)).toMatchObject({
    source: 'test',
    state: 'firing',
    title: 'TEST of checkout: nothing is broken',
    severity: 'info',
    services: ['checkout'],
    environment: 'prod',
    labels: { test: 'true' },
  });
  await expect.poll(() => diagnoses('open'), patience).toEqual([made.alert]);
  // As if the minutes were over.
  await house.database.run(
    sql`update nightjar.task set run_at = now() where topic = 'sources.test-alert-over'`,
  );
  await expect.poll(async () => (await alert(made.alert)).state, patience).toBe('resolved');
  await expect.poll(() => diagnoses('ended'), patience).toEqual([made.alert]);
}, 120_000);

test('each test is a page of its own, and is resolved when somebody says so; a real alert is not', async () => {
  const { house, diagnoses, alert, fire } = await opened();
  await using _ = house;
  const first = await fire({ service: 'checkout' });
  await expect.poll(() => diagnoses('open'), patience).toHaveLength(1);
  const second = await fire({ service: 'checkout' });
  await expect.poll(() => diagnoses('open'), patience).toHaveLength(2);
  const end = (id: string, who = 'ingest') => house.post(`/api/v1/alerts/tests/${id}/resolve`, {}, who);
  expect((await end(first.alert)).status).toBe(200);
  expect((await end(first.alert)).status).toBe(200);
  expect((await alert(first.alert)).state).toBe('resolved');
  expect((await alert(second.alert)).state).toBe('firing');
  expect((await end('alr_none')).body.code).toBe('alert.no-test');
  expect((await end(second.alert, 'read')).status).toBe(403);
  expect((await house.post('/api/v1/alerts/tests', { service: ' ' })).status).toBe(400);
  expect((await house.post('/api/v1/alerts/tests', { service: 'checkout' }, 'read')).status).toBe(403);
  // Each is a page to everybody: more than a few in a row are put off.
  const more = await Promise.all(Array.from({ length: 5 }, () => fire({ service: 'checkout' })));
  expect(more.filter(({ code }) => code === 'alert.tests-too-many')).toHaveLength(2);
}, 120_000);
