import { expect, test } from 'vitest';
import { replay } from '../replay.ts';
import { intakeHouse, secret } from '../testing/intake-house.ts';
import { bodyIn, readAs } from '../testing/sender.ts';
import { fingerprintOf } from './fingerprint.ts';
import { alertmanager } from './index.ts';
import { sender } from './testing/sender.ts';

const fixture = (name: string) => bodyIn<readonly object[]>(sender, name);
const alertsIn = (body: unknown) => readAs(alertmanager, '', body).alerts;

test('the fingerprint is Alertmanager’s: FNV-1a with 64 bits over the labels in order of their names', () => {
  expect(fingerprintOf({})).toBe('cbf29ce484222325');
  // As Alertmanager 0.25 answers for these labels.
  expect(fingerprintOf({ alertname: 'Übermaß', b: '2', a: '1', Z: 'é中' })).toBe('3bfb0171a8b0bee5');
  expect(fingerprintOf({ b: '1', a: '2' })).toBe(fingerprintOf({ a: '2', b: '1' }));
  expect(fingerprintOf({ a: '12' })).not.toBe(fingerprintOf({ a1: '2' }));
});

test('an alert is one, whether it comes through Alertmanager or from Prometheus itself', () => {
  const ids = ['webhook.firing', 'webhook.resolved', 'api.firing', 'api.resolved'].map(
    (name) => alertsIn(fixture(name))[0]?.alert,
  );
  expect(new Set(ids).size).toBe(1);
});

const [pricing] = fixture('api.firing');
const until = (minutes: number) => new Date(Date.UTC(2026, 2, 1, 2, 50 + minutes)).toISOString();

test('what Prometheus sends again every minute adds nothing, in whatever company; its end and the next time do', async () => {
  await using house = await intakeHouse({ source: alertmanager });
  const cart = { ...pricing, labels: { alertname: 'CartErrors', app: 'cart' } };
  const send = async (...alerts: unknown[]) => {
    const headers = { authorization: `Basic ${btoa(`prometheus:${secret}`)}` };
    const answer = await house.door.http.inject({
      method: 'POST',
      url: '/api/v2/alerts',
      headers: { 'content-type': 'application/json', ...headers },
      payload: JSON.stringify(alerts),
    });
    expect([answer.statusCode, answer.body]).toEqual([200, '']);
    return (await house.facts()).length;
  };
  expect(await send({ ...pricing, endsAt: until(4) })).toBe(1);
  expect(await send({ ...pricing, endsAt: until(5) })).toBe(1);
  expect(await send({ ...pricing, endsAt: until(6) }, { ...cart, endsAt: until(6) })).toBe(2);
  expect(await send({ ...cart, endsAt: until(7) }, { ...pricing, endsAt: until(7) })).toBe(2);
  expect(await send({ ...pricing, endsAt: until(-1) })).toBe(3);
  expect(await send({ ...pricing, endsAt: until(-1) }, { ...cart, endsAt: until(8) })).toBe(3);
  expect(await send({ ...pricing, startsAt: until(-0.5), endsAt: until(9) })).toBe(4);
  expect((await house.facts()).map(({ type }) => type)).toEqual(Array(4).fill('AlertObserved'));
  expect(await house.counted('duplicate', 'alertmanager')).toBe(3);
});

test('alerts that differ only in a label that is redacted stay two', async () => {
  await using house = await intakeHouse({ source: alertmanager });
  const expiring = (secret: string) => ({ ...pricing, labels: { alertname: 'CertificateExpires', secret } });
  await house.door.http.inject({
    method: 'POST',
    url: '/api/v2/alerts',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
    payload: JSON.stringify([expiring('cart-tls'), expiring('pricing-tls')]),
  });
  const facts = await house.facts();
  expect(new Set(facts.map(({ stream }) => stream)).size).toBe(2);
  expect(JSON.stringify(facts)).not.toContain('-tls');
  expect(await replay(house.kernel, alertmanager, new Date(0))).toMatchObject({ deliveries: 2, changed: 0 });
});

test('a workload of Kubernetes is hinted at, and the job is the service only where nothing says better', () => {
  const cluster = { alertname: 'A', job: 'kube-state-metrics', namespace: 'shop', statefulset: 'orders' };
  const body = [{ labels: cluster }, { labels: { alertname: 'B', job: 'node' } }];
  const reading = alertmanager.map({ event: '', delivery: 'd', receivedAt: new Date(0), body });
  expect(reading).toMatchObject({
    is: 'alerts',
    alerts: [
      {
        services: ['orders'],
        hints: [
          { join: 'kubernetes', value: 'shop/orders' },
          { join: 'prometheus', value: 'kube-state-metrics' },
        ],
      },
      { services: ['node'], hints: [{ join: 'prometheus', value: 'node' }] },
    ],
  });
});
