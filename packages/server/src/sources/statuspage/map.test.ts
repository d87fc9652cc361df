import { expect, test } from 'vitest';
import { readAs } from '../testing/sender.ts';
import { statuspage } from './index.ts';
import { sender } from './testing/sender.ts';

const bodyOf = (name: string) => sender.fixtures.find((it) => it.name === name)?.body as object;
const read = (name: string, more: object = {}) =>
  readAs(statuspage, 'incident', { ...bodyOf(name), ...more }).alerts[0];

test('an incident is one alert until it is resolved', () => {
  const all = ['investigating', 'monitoring', 'resolved'].map((status) => read(`incident.${status}`));
  expect(new Set(all.map((it) => it?.alert)).size).toBe(1);
  expect(all.map((it) => it?.observation.state)).toEqual(['firing', 'acknowledged', 'resolved']);
});

test('an incident and a component of the same page are two alerts', () => {
  expect(read('component.partial_outage')?.alert).not.toBe(read('incident.investigating')?.alert);
  expect(read('component.partial_outage')?.alert).toBe(read('component.operational')?.alert);
});

test('the link that ends the subscription is in no alert', () => {
  for (const name of ['incident.investigating', 'component.partial_outage'])
    expect(JSON.stringify(read(name))).not.toContain('j0vqr9kl3513');
});

test('a page that names itself is called so', () => {
  const page = { id: 'p1', name: 'Example', url: 'https://status.example.com' };
  expect(read('incident.investigating', { page })?.observation.title).toBe('Example: Webhooks are delayed');
});
