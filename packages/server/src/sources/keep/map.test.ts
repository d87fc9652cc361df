import { expect, test } from 'vitest';
import { intakeHouse, secret } from '../testing/intake-house.ts';
import { readAs, receivedAt } from '../testing/sender.ts';
import { keep } from './index.ts';
import { sender } from './testing/sender.ts';

const read = (body: unknown) => readAs(keep, 'alert', body);

test('a fingerprint names the alert, however it is worded; without one its name does', () => {
  const [first, again] = ['Slow', 'Slower'].map((name) => read({ name, fingerprint: 'f' }).alerts[0]?.alert);
  expect(again).toBe(first);
  expect(read({ name: 'Slow' }).alerts[0]?.alert).toBe(read({ name: 'Slow', severity: 4 }).alerts[0]?.alert);
});

test.each([
  [{ status: 'FIRING', severity: 'HIGH' }, 'firing', 'error'],
  [{ status: 'on fire', severity: 'terrible' }, 'firing', null],
  [{ status: 'suppressed', severity: 5 }, 'acknowledged', 'critical'],
  [{ status: 'resolved', dismissed: true, severity: 'low' }, 'resolved', 'info'],
])('%j is %s, %s', (alert, state, severity) => {
  expect(read({ name: 'Slow', ...alert }).alerts[0]?.observation).toMatchObject({ state, severity });
});

test('one that names nothing does not cost the others of its list', () => {
  const { alerts } = read({ alerts: [{ status: 'firing' }, { name: 'Slow' }, 'text', null] });
  expect(alerts.map(({ observation }) => observation.title)).toEqual(['Slow']);
});

test('what a workflow could not fill in counts as not said', () => {
  const given = { name: 'Slow', environment: 'undefined', service: 'None', url: '{{ alert.url }}' };
  expect(read(given).alerts[0]?.observation).toMatchObject({ environment: null, services: [], links: [] });
});

test('Keep’s own path is heard as well, with its own header', async () => {
  await using it = await intakeHouse({ source: keep });
  const response = await it.door.http.inject({
    method: 'POST',
    url: '/alerts/event',
    headers: sender.sign(Buffer.alloc(0), secret, receivedAt) as Record<string, string>,
    payload: { name: 'Slow', status: 'firing' },
  });
  expect(response.statusCode).toBe(202);
  expect((await it.facts()).map(({ type }) => type)).toEqual(['AlertObserved']);
});
