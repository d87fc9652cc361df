import { expect, test } from 'vitest';
import { alert } from '../testing/alerts.ts';
import { aboutOf, byUrgency, countWords, stateOf } from './words.ts';

test('what nobody has taken on comes first, the worst before the rest, and the newest of equals', () => {
  const all = [
    alert('info', { severity: 'info' }),
    alert('taken', { severity: 'critical', state: 'acknowledged' }),
    alert('old', { severity: 'critical', at: '2026-03-01T02:00:00Z' }),
    alert('new', { severity: 'critical', at: '2026-03-01T02:30:00Z' }),
    alert('unsaid', { severity: null }),
  ];
  expect(byUrgency(all).map(({ id }) => id)).toEqual(['new', 'old', 'unsaid', 'info', 'taken']);
});

test('they are counted by whether somebody has taken them on', () => {
  const taken = alert('b', { state: 'acknowledged' });
  expect(countWords([alert('a'), alert('c'), taken])).toBe('2 firing, 1 taken on');
  expect([countWords([taken]), countWords([])]).toEqual(['1 taken on', '']);
});

test('who took it on, or ended it, is told where it is known', () => {
  const labels = { acknowledged_by: 'ana', resolved_by: 'lee' };
  expect(stateOf(alert('a', { labels }))).toBe('firing');
  expect(stateOf(alert('a', { labels, state: 'acknowledged' }))).toBe('taken on by ana');
  expect(stateOf(alert('a', { labels, state: 'resolved' }))).toBe('resolved by lee');
  expect(stateOf(alert('a', { state: 'acknowledged' }))).toBe('taken on');
});

test('what it is about is one name', () => {
  expect(aboutOf(alert('a'))).toBe('checkout');
  expect(aboutOf(alert('a', { services: ['a', 'b'] }))).toBe('2 services');
  expect(aboutOf(alert('a', { services: [] }))).toBe('alertmanager');
});
