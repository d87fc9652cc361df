import { expect, test } from 'vitest';
import { dayInWords, worstOf } from './standing.ts';

const alert = (severity: 'critical' | 'warning' | null) => ({
  id: 'alr_1',
  title: 'Slow',
  state: 'firing' as const,
  severity,
  at: '2026-03-01T00:00:00Z',
  environment: null,
  links: [],
});

test('the worst of what is open is told, wherever it stands', () => {
  expect(worstOf({ total: 3, alerts: [alert(null), alert('warning'), alert('critical')] })).toBe('critical');
  expect(worstOf({ total: 1, alerts: [alert(null)] })).toBeNull();
});

test('a day is told in numbers, and says so where it is more than was counted', () => {
  expect(dayInWords({ total: 1, failed: 0, cut: false })).toEqual({ count: '1 change', failed: null });
  expect(dayInWords({ total: 5000, failed: 2, cut: true })).toEqual({
    count: '5000+ changes',
    failed: '2 failed or reverted',
  });
  expect(dayInWords({ total: 0, failed: 0, cut: false }).count).toBe('No change');
});
