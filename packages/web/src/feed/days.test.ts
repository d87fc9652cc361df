import { expect, test } from 'vitest';
import { change } from '../testing/changes.ts';
import { byDay } from './days.ts';

const day = 24 * 60;
// Noon by the reader's clock, wherever the test runs.
const noon = new Date(2026, 2, 1, 12).getTime();
const at = (days: number, id: string) =>
  change(id, 0, { at: new Date(noon - days * day * 60_000).toISOString() });

test('lines are cut at midnight of the reader’s clock, and days have the names people use', () => {
  const days = byDay([at(-1, 'planned'), at(0, 'a'), at(0, 'b'), at(1, 'c'), at(3, 'd'), at(300, 'e')], noon);
  expect(days.map(({ name, changes }) => `${name}: ${changes.map((it) => it.id).join(' ')}`)).toEqual(
    [
      'Tomorrow: planned',
      'Today: a b',
      'Yesterday: c',
      'Thursday 26 February: d',
      'Monday, 5 May 2025: e',
    ].map((text) => expect.stringMatching(new RegExp(`^${text.replace(', ', ',? ')}$`))),
  );
});
