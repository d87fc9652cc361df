import type { Change } from '@nightjar/sdk/wire';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { change } from '../testing/changes.ts';
import { newestFirst } from './folding.ts';
import { appended, inOrder, inserted, lineAt, merged, placeOf, removed, replaced, rollOf } from './roll.ts';

const ids = (changes: Iterable<Change>): string => [...changes].map(({ id }) => id).join(' ');
const some = (count: number, from = 0): Change[] =>
  Array.from({ length: count }, (_, n) =>
    change(`c${String(from + n).padStart(5, '0')}`, 100_000 - from - n),
  );

test('whatever is put in, replaced, taken away and added at the end, a roll is the list that an array would be', () => {
  const step = fc.record({ how: fc.constantFrom('in', 'now', 'away', 'end'), at: fc.nat(2_000) });
  fc.assert(
    fc.property(fc.nat(700), fc.array(step, { maxLength: 40 }), (count, steps) => {
      let list = some(count);
      let roll = rollOf(list);
      for (const [n, { how, at }] of steps.entries()) {
        const place = at % Math.max(1, list.length);
        if (how === 'in') {
          const line = change(`in${n}`, 98_000 + at + 0.5);
          list = [...list, line].sort(newestFirst);
          roll = inserted(roll, line);
        } else if (how === 'end') {
          const more = some(at % 300, 10_000 + n * 1_000);
          list = [...list, ...more];
          roll = appended(roll, more);
        } else if (list.length > 0 && how === 'now') {
          list = list.with(place, { ...(list[place] as Change), title: 'now' });
          roll = replaced(roll, place, list[place] as Change);
        } else if (list.length > 0) {
          list = list.toSpliced(place, 1);
          roll = removed(roll, place);
        }
      }
      expect([roll.length, ids(roll)]).toEqual([list.length, ids(list)]);
      for (const place of [0, 255, 256, 511, list.length - 1]) expect(lineAt(roll, place)).toBe(list[place]);
      for (const line of list.slice(-3)) expect(placeOf(roll, line.id)).toBe(list.indexOf(line));
    }),
    { numRuns: 60 },
  );
});

test('a line that was corrected in its place is put in order, and two rolls are one', () => {
  const list = some(600);
  const moved = replaced(rollOf(list), 500, change('moved', 200_000));
  expect([...inOrder(moved)][0]?.id).toBe('moved');
  expect(inOrder(rollOf(list)).length).toBe(600);
  const both = merged(rollOf(some(3, 300).concat(some(1, 900))), rollOf(some(10, 301).slice(2)));
  expect(ids(both)).toBe(ids([...both].toSorted(newestFirst)));
});

test('one change among a hundred thousand copies what it stands in and nothing else', () => {
  const roll = rollOf(some(100_000));
  const now = replaced(roll, 50_000, change('now', 1));
  expect(now.blocks.filter((block, index) => block !== roll.blocks[index]).length).toBe(1);
});
