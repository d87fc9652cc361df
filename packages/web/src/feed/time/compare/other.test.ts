import { expect, test } from 'vitest';
import { otherIn, otherInWords, otherWindow } from './other.ts';

const at = (day: number, hour: number): number => new Date(2026, 2, day, hour).getTime();
const window = { from: at(20, 2), to: at(20, 5) };
const other = (text: string) => {
  const it = otherIn(text);
  return it === null ? null : otherWindow(window, it);
};

test('the other window is as long, before it, on another day or from an instant', () => {
  expect(other('before')).toEqual({ from: at(19, 23), to: at(20, 2) });
  expect(other('-1d')).toEqual({ from: at(19, 2), to: at(19, 5) });
  expect(other('-7d')).toEqual({ from: at(13, 2), to: at(13, 5) });
  const from = Date.UTC(2026, 2, 1, 2, 40);
  expect(other('2026-03-01T02:40Z')).toEqual({ from, to: from + 3 * 3_600_000 });
});

test('what an address cannot mean compares with nothing', () => {
  for (const text of ['', 'yesterday', '-0d', '-1w', '2026-03-01', '2026-99-01T00:00Z'])
    expect(other(text)).toBeNull();
  expect(otherIn(null)).toBeNull();
});

test('it is told in words', () => {
  const told = ['before', '-1d', '-7d', '-3d'].map((text) => otherInWords(otherIn(text) ?? { is: 'before' }));
  expect(told).toEqual([
    'the window before',
    'the same time yesterday',
    'the same time last week',
    'the same time 3 days ago',
  ]);
});
