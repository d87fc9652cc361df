import { describe, expect, test } from 'vitest';
import { intervalOf, printMoment, readMoment } from './moment.ts';

const now = new Date('2026-03-01T12:00:00.000Z');

describe('a time', () => {
  test.each([
    ['2026-01-31', '2026-01-31', '2026-01-31T00:00:00.000Z', 86_400_000],
    ['2026-01-31T09:30', '2026-01-31T09:30Z', '2026-01-31T09:30:00.000Z', 60_000],
    ['2026-01-31t09:30:15z', '2026-01-31T09:30:15Z', '2026-01-31T09:30:15.000Z', 1_000],
    ['2026-01-31T09:30:15.25Z', '2026-01-31T09:30:15.250Z', '2026-01-31T09:30:15.250Z', 1],
    ['2026-01-31T09:30:15.123456789Z', '2026-01-31T09:30:15.123Z', '2026-01-31T09:30:15.123Z', 1],
    ['2026-01-01T00:30+02:00', '2025-12-31T22:30Z', '2025-12-31T22:30:00.000Z', 60_000],
    ['2026-01-01T00:30-0330', '2026-01-01T04:00Z', '2026-01-01T04:00:00.000Z', 60_000],
    ['2024-02-29', '2024-02-29', '2024-02-29T00:00:00.000Z', 86_400_000],
    ['now', 'now', '2026-03-01T12:00:00.000Z', 1],
    ['-0h', 'now', '2026-03-01T12:00:00.000Z', 1],
    ['-90m', '-90m', '2026-03-01T10:30:00.000Z', 1],
    ['-2H', '-2h', '2026-03-01T10:00:00.000Z', 1],
    ['+1w', '+1w', '2026-03-08T12:00:00.000Z', 1],
  ])('%s is %s, from %s for %i ms', (text, canonical, from, length) => {
    const moment = readMoment(text);
    if (moment === undefined) throw new Error(`${text} was not read`);
    expect(printMoment(moment)).toBe(canonical);
    expect(readMoment(canonical)).toEqual(moment);
    const interval = intervalOf(moment, now);
    expect(new Date(interval.from).toISOString()).toBe(from);
    expect(interval.until - interval.from).toBe(length);
  });

  test.each([
    '',
    'soon',
    '2h',
    '-2',
    '-2y',
    '-h',
    '2026',
    '2026-01',
    '2026-1-1',
    '2026-02-30',
    '2025-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-01-01T',
    '2026-01-01T24:00',
    '2026-01-01T10:60',
    '2026-01-01 10:00',
    '2026-01-01T10:00+24:00',
    '1899-12-31',
    '3000-01-01',
    '0001-01-01',
    '-99999w',
    '-999999999999s',
    '1700000000',
  ])('%j is none', (text) => {
    expect(readMoment(text)).toBeUndefined();
  });
});
