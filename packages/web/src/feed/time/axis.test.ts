import { expect, test } from 'vitest';
import { spanInWords, ticksOf } from './axis.ts';

/** On the reader's clock, whichever it is here. */
const at = (day: number, hour: number, minute = 0): number => new Date(2026, 2, day, hour, minute).getTime();

test('the marks of a day stand at round hours, and midnight says which day begins', () => {
  const ticks = ticksOf({ from: at(3, 10, 15), to: at(4, 10, 15) }, 9);
  expect(ticks.map(({ label }) => label)).toEqual([
    '12:00',
    '15:00',
    '18:00',
    '21:00',
    'Wed 4',
    '03:00',
    '06:00',
    '09:00',
  ]);
});

test('the marks of a month are days, those of minutes minutes, and never more than asked for', () => {
  expect(ticksOf({ from: at(1, 0), to: at(29, 0) }, 6).map(({ label }) => label)).toEqual([
    'Sun 8',
    'Sun 15',
    'Sun 22',
  ]);
  expect(ticksOf({ from: at(1, 9), to: at(1, 9, 30) }, 4).map(({ label }) => label)).toEqual([
    '09:10',
    '09:20',
  ]);
  for (const most of [2, 5, 9])
    expect(ticksOf({ from: at(1, 3, 7), to: at(27, 1, 2) }, most).length).toBeLessThanOrEqual(most);
});

test('a piece of time is told as shortly as can be', () => {
  expect(spanInWords({ from: at(3, 2, 40), to: at(3, 2, 55) })).toBe('02:40–02:55');
  expect(spanInWords({ from: at(3, 22), to: at(4, 2) })).toBe('Tue 3, 22:00 – 02:00');
  expect(spanInWords({ from: at(3, 22), to: at(5, 2) })).toBe('Tue 3, 22:00 – Thu 5, 02:00');
  expect(spanInWords({ from: at(3, 0), to: at(4, 0) })).toBe('3 Mar');
  expect(spanInWords({ from: at(3, 0), to: at(8, 0) })).toBe('3 Mar – 7 Mar');
});
