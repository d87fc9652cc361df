import { expect, test } from 'vitest';
import { readAs } from '../testing/sender.ts';
import { sentry } from './index.ts';
import { sender } from './testing/sender.ts';

const fixture = (name: string) =>
  sender.fixtures.find((it) => it.name === name)?.body as Record<string, unknown>;
const alertIn = (resource: string, body: unknown) => readAs(sentry, resource, body).alerts[0];

test('what an alert rule began, the life of its issue ends', () => {
  const told = [
    alertIn('event_alert', fixture('event_alert')),
    alertIn('issue', fixture('issue.created')),
    alertIn('issue', fixture('issue.resolved')),
  ];
  expect(new Set(told.map((it) => it?.alert)).size).toBe(1);
  expect(told.at(-1)?.observation.state).toBe('resolved');
});

test('a metric that fires again under another incident is the same alert', () => {
  const body = fixture('metric_alert.critical') as { data: { metric_alert: object } };
  const again = { ...body, data: { ...body.data, metric_alert: { ...body.data.metric_alert, id: '99' } } };
  expect(alertIn('metric_alert', again)?.alert).toBe(alertIn('metric_alert', body)?.alert);
});

test('an issue of a server of one’s own is another than that of sentry.io', () => {
  const body = fixture('issue.created') as { data: { issue: object } };
  const issue = { ...body.data.issue, url: 'https://sentry.acme.example/api/0/issues/1117540176/' };
  expect(alertIn('issue', { ...body, data: { issue } })?.alert).not.toBe(alertIn('issue', body)?.alert);
});

test('the sender’s clock is read from the moment it was sent, in seconds', () => {
  expect(sentry.sentAt?.({ 'sentry-hook-timestamp': '1772333399' }, {})).toBe('2026-03-01T02:49:59.000Z');
  expect(sentry.sentAt?.({ 'sentry-hook-timestamp': 'soon' }, {})).toBeNull();
});

test('tags of an event count as pairs and as objects', () => {
  const body = fixture('event_alert') as { data: { event: object } };
  const event = { ...body.data.event, environment: null, tags: [{ key: 'environment', value: 'staging' }] };
  expect(alertIn('event_alert', { ...body, data: { ...body.data, event } })?.observation.environment).toBe(
    'staging',
  );
});
