import { expect, test } from 'vitest';
import { readAs } from '../testing/sender.ts';
import { datadog } from './index.ts';
import { sender } from './testing/sender.ts';

const fixture = (name: string) =>
  sender.fixtures.find((it) => it.name === name)?.body as Record<string, unknown>;
const read = (body: unknown) => readAs(datadog, 'event', body);

test('a monitor and its recovery are one alert; another scope of it is another', () => {
  const [fired, over, other] = ['monitor.triggered', 'monitor.recovered', 'monitor.no_data'].map(
    (name) => read(fixture(name)).alerts[0]?.alert,
  );
  expect(over).toBe(fired);
  expect(other).not.toBe(fired);
});

test.each([
  ['Triggered', 'firing'],
  ['Re-Triggered', 'firing'],
  ['Re-Warn', 'firing'],
  ['Re-No Data', 'firing'],
  ['Renotify', 'firing'],
  ['Recovered', 'resolved'],
  ['Warn Recovered', 'resolved'],
])('%s is %s', (alert_transition, state) => {
  const { alerts } = read({ ...fixture('monitor.triggered'), alert_transition });
  expect(alerts[0]?.observation.state).toBe(state);
});

test('a monitor of which nothing says how it stands is unread, not lost', () => {
  const body = { ...fixture('monitor.triggered'), alert_transition: '$ALERT_TRANSITION', title: 'Load' };
  expect(read(body).nothing).toBe('unread');
});

test('two events of one aggregation key are one change only where it names one', () => {
  const keys = (aggregation_key: string) =>
    ['event.deployed', 'event.deploy_failed'].map(
      (name) => read({ ...fixture(name), aggregation_key }).observed[0]?.change,
    );
  for (const one of ['deploy-pricing-v812', 'run 81234']) expect(new Set(keys(one)).size).toBe(1);
  expect(new Set(keys('deploy-pricing')).size).toBe(2);
});

test('the payload of the set-up page is JSON, and holds what is read', () => {
  const payload = JSON.parse(datadog.setup.paste?.text ?? '');
  expect(Object.keys(fixture('monitor.triggered')).filter((name) => !Object.hasOwn(payload, name))).toEqual(
    [],
  );
  // As Datadog sends it where it can put nothing in the places of its variables.
  expect(read(payload)).toMatchObject({ nothing: 'ignored' });
});
