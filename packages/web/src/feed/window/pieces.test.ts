import { expect, test } from 'vitest';
import { change } from '../../testing/changes.ts';
import { byDay } from '../days.ts';
import { rollOf } from '../roll.ts';
import { extentOf } from './extent.ts';
import { newHeights } from './heights.ts';
import { piecesOf, runsOf } from './pieces.ts';

const noon = new Date(2026, 2, 1, 12).getTime();
// Three days of 400 lines each.
const changes = Array.from({ length: 1_200 }, (_, n) =>
  change(`c${n}`, 0, { at: new Date(noon - Math.floor(n / 400) * 86_400_000 - (n % 400)).toISOString() }),
);
const roll = rollOf(changes);
const days = byDay(roll);
const guess = { line: 35, heading: 40 };

const heightOf = (pieces: ReturnType<typeof piecesOf>): number =>
  pieces.reduce((sum, piece) => {
    if (piece.is === 'room') return sum + piece.px;
    const inside = piece.parts.map((part) => (part.is === 'room' ? part.px : (part.to - part.from) * 35));
    return sum + 40 + inside.reduce((a, b) => a + b, 0);
  }, 0);

test('whatever is drawn, the list is as high as all its lines', () => {
  const extent = extentOf(roll, days, newHeights(guess));
  expect(extent.height).toBe(1_200 * 35 + 3 * 40);
  for (const [sight, kept] of [
    [{ from: 0, to: 30 }, []],
    [{ from: 390, to: 420 }, [2, 1_150]],
    [{ from: -8, to: 3 }, [-1, 1_199]],
    [{ from: 1_190, to: 1_400 }, [0]],
  ] as const)
    expect(heightOf(piecesOf(days, runsOf(sight, kept, roll.length), extent))).toBe(extent.height);
});

test('what must stay is drawn where it is, once, and what touches is one', () => {
  expect(runsOf({ from: 10, to: 20 }, [20, 5, 12, -1], 100)).toEqual([
    { from: 5, to: 6 },
    { from: 10, to: 21 },
  ]);
});

test('a height leads to the line that is there, past headings and lines of other heights', () => {
  const heights = newHeights(guess);
  const before = extentOf(roll, days, heights);
  expect([0, 40, 74, 75, 110].map(before.placeAt)).toEqual([0, 0, 0, 1, 2]);
  expect(before.placeAt(before.dayTop(1) + 10)).toBe(400);
  expect(before.placeAt(1e9)).toBe(1_199);
  const [block = []] = roll.blocks;
  heights.measured(block, 'c1', 235);
  const after = extentOf(roll, days, heights);
  expect([after.height - before.height, after.placeAt(280), after.placeAt(310)]).toEqual([200, 1, 2]);
  expect(after.between(0, 2)).toBe(270);
});
