import { expect, test } from 'vitest';
import { change } from '../testing/changes.ts';
import { byDay, dayName } from './days.ts';
import { rollOf } from './roll.ts';

const day = 24 * 60;
// Noon by the reader's clock, wherever the test runs.
const noon = new Date(2026, 2, 1, 12).getTime();
const at = (days: number, id: string) =>
  change(id, 0, { at: new Date(noon - days * day * 60_000).toISOString() });

test('lines are cut at midnight of the reader’s clock, and days have the names people use', () => {
  const changes = [at(-1, 'planned'), at(0, 'a'), at(0, 'b'), at(1, 'c'), at(3, 'd'), at(300, 'e')];
  const told = byDay(rollOf(changes)).map((it) => {
    const ids = changes.slice(it.from, it.from + it.lines).map(({ id }) => id);
    return `${dayName(it.at, noon)}: ${ids.join(' ')}`;
  });
  expect(told).toEqual(
    [
      'Tomorrow: planned',
      'Today: a b',
      'Yesterday: c',
      'Thursday 26 February: d',
      'Monday, 5 May 2025: e',
    ].map((text) => expect.stringMatching(new RegExp(`^${text.replace(', ', ',? ')}$`))),
  );
});

test('days go on from block to block, and a line corrected in its place stays in the day it stands in', () => {
  const many = Array.from({ length: 600 }, (_, n) => at(Math.floor(n / 300), `n${n}`));
  const days = byDay(rollOf(many.with(450, at(0, 'moved'))));
  expect(days.map(({ from, lines, changes }) => [from, lines, changes])).toEqual([
    [0, 300, 300],
    [300, 300, 300],
  ]);
});
