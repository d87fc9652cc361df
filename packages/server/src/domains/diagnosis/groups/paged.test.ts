import { expect, test } from 'vitest';
import type { AlertObservation } from '../../../change/alert.ts';
import { alertId } from '../../../change/identity.ts';
import { type AlertObserved, alertStream } from '../../alerts/events.ts';
import { roundTopic } from '../rounds/round-task.ts';
import { diagnosisHouse } from '../testing/house.ts';
import { begins, deployed, minute, pagedAt } from '../testing/night.ts';

type House = Awaited<ReturnType<typeof diagnosisHouse>>;

const alert = (service: string, title: string, at = pagedAt): AlertObservation => ({
  source: 'alertmanager',
  key: service,
  state: 'firing',
  at: new Date(at).toISOString(),
  title,
  severity: 'critical',
  services: [service],
  environment: 'prod',
  summary: null,
  links: [],
  labels: {},
});

const page = async (house: House, ...alerts: readonly AlertObservation[]): Promise<void> => {
  for (const one of alerts) {
    const fact: AlertObserved = { type: 'AlertObserved', at: one.at, data: { alert: one } };
    const stream = alertStream(alertId(1, one.source, one.key));
    await house.kernel.log.append({ org: 1, stream, facts: [fact] });
  }
};

const groups = async (house: House) =>
  (await house.get('/api/v1/alerts/groups?consistency=strong')).body.groups;

test('a page is diagnosed by itself, and what fires with it is of the same diagnosis', async () => {
  await using house = await diagnosisHouse();
  await house.start();
  await house.described();
  const [guilty] = await house.changed(deployed('pricing', begins - 2 * minute));
  await page(house, alert('checkout', 'CheckoutLatency'));
  await expect.poll(() => groups(house), { timeout: 5000 }).toHaveLength(1);
  await page(house, alert('pricing', 'PricingLatency', pagedAt + minute));
  await expect.poll(async () => (await groups(house))[0]?.count, { timeout: 5000 }).toBe(2);
  await house.settled();
  const [{ diagnosis }] = await groups(house);
  const { body: said } = await house.get(`/api/v1/diagnoses/${diagnosis}`);
  expect(said).toMatchObject({
    alert: alertId(1, 'alertmanager', 'checkout'),
    title: 'CheckoutLatency',
    service: 'checkout',
    signal: 'latency',
    round: 1,
    verdict: 'change',
  });
  expect(said.suspects[0]).toMatchObject({ change: guilty, service: 'pricing' });
  const all = await house.kernel.log.read({ after: 0, limit: 100, types: ['DiagnosisMade'] });
  expect(all).toHaveLength(1);
});

test('a group that is a part of another is not diagnosed on', async () => {
  await using house = await diagnosisHouse();
  await house.start();
  await house.described();
  await house.kernel.tasks.pause(roundTopic, true);
  // Neither needs the other; whoever needs both is heard of last.
  await page(house, alert('reviews', 'ReviewErrors'));
  await expect.poll(() => groups(house), { timeout: 5000 }).toHaveLength(1);
  await page(house, alert('cart', 'CartErrors', pagedAt + minute));
  await expect.poll(() => groups(house), { timeout: 5000 }).toHaveLength(2);
  await page(house, alert('checkout', 'CheckoutErrors', pagedAt + minute));
  await page(house, alert('postgres', 'PostgresErrors', pagedAt + minute));
  await page(house, alert('pricing', 'PricingErrors', pagedAt + minute));
  await expect.poll(async () => (await groups(house))[0]?.count, { timeout: 5000 }).toBe(5);
  const [{ diagnosis }] = await groups(house);
  await house.kernel.tasks.pause(roundTopic, false);
  await house.settled();
  const made = await house.kernel.log.read({ after: 0, limit: 100, types: ['DiagnosisMade'] });
  expect(made.map(({ stream }) => stream)).toEqual([`diagnosis:${diagnosis}`]);
}, 30_000);
