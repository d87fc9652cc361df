import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { bodyIn, readAs } from '../testing/sender.ts';
import { pagerduty } from './index.ts';
import { sender } from './testing/sender.ts';

const fixture = (name: string) => bodyIn<{ readonly event: { readonly data: object } }>(sender, name);
const read = (event: string, body: unknown = fixture(event)) => readAs(pagerduty, event, body).alerts[0];

test('an incident is one alert from its trigger to its end and beyond; another account’s is another', () => {
  const events = ['triggered', 'acknowledged', 'escalated', 'resolved', 'reopened'];
  const ids = events.map((it) => read(`incident.${it}`)?.alert);
  expect(new Set(ids).size).toBe(1);
  const other = JSON.parse(
    JSON.stringify(fixture('incident.triggered')).replaceAll('shop.pagerduty', 'acme.pagerduty'),
  );
  expect(read('incident.triggered', other)?.alert).not.toBe(ids[0]);
});

test('an escalation leaves the state as the incident says it is', () => {
  const body = fixture('incident.escalated');
  const as = (status: string) =>
    read('incident.escalated', { event: { ...body.event, data: { ...body.event.data, status } } });
  expect(as('acknowledged')?.observation.state).toBe('acknowledged');
  expect(as('triggered')?.observation.state).toBe('firing');
  expect(as('melted')).toBeUndefined();
});

test('one of several signatures has to hold; without one, a header of ours', () => {
  const body = Buffer.from('{}');
  const sign = (secret: string) => `v1=${createHmac('sha256', secret).update(body).digest('hex')}`;
  const judge = (headers: Record<string, string>) => pagerduty.verify(body, headers, ['ours'], new Date());
  expect(judge({ 'x-pagerduty-signature': `${sign('old')},${sign('ours')}` })).toBe('genuine');
  expect(judge({ 'x-pagerduty-signature': `${sign('old')},${sign('theirs')}` })).toBe('forged');
  expect(judge({ 'x-pagerduty-signature': sign('theirs'), authorization: 'Bearer ours' })).toBe('genuine');
  expect(judge({ authorization: 'Bearer theirs' })).toBe('unsigned');
});
