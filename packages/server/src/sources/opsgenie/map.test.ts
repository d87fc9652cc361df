import { expect, test } from 'vitest';
import { bodyIn, readAs } from '../testing/sender.ts';
import { opsgenie } from './index.ts';
import { sender } from './testing/sender.ts';

const fixture = (name: string) => bodyIn<{ readonly alert: object }>(sender, name);
const read = (action: string, changed: object = {}) => {
  const body = fixture(action);
  return readAs(opsgenie, action, { ...body, alert: { ...body.alert, ...changed } }).alerts[0];
};

test('an alert is one from its creation to its deletion', () => {
  const actions = ['Create', 'Acknowledge', 'UnAcknowledge', 'Close', 'Delete'];
  expect(new Set(actions.map((it) => read(it)?.alert)).size).toBe(1);
});

test.each([
  [1772333031166002000, '2026-03-01T02:43:51.166Z'],
  [1772333031166002, '2026-03-01T02:43:51.166Z'],
  [1772333031166, '2026-03-01T02:43:51.166Z'],
  [-1, '2026-03-01T02:50:00.000Z'],
  ['soon', '2026-03-01T02:50:00.000Z'],
])('a time of %j is %s', (updatedAt, at) => {
  expect(read('Acknowledge', { updatedAt })?.observation.at).toBe(at);
});
