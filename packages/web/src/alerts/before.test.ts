import { expect, test } from 'vitest';
import { alert } from '../testing/alerts.ts';
import { change } from '../testing/changes.ts';
import { begunBefore, changedBefore, suspected } from './before.ts';

const relation = (to: string, direction: 'out' | 'in') => ({
  direction,
  type: 'calls' as const,
  to: { ref: `service:default/${to}`, kind: 'service', name: to, known: true },
  confidence: 1,
  sources: [],
  observed: true,
  why: null,
  lastSeen: null,
});

test('what an alert names and what that needs is suspected; who needs it is not', () => {
  const page = {
    relations: [relation('pricing', 'out'), relation('web', 'in'), relation('checkout', 'out')],
  };
  expect(suspected(alert('a'), [page])).toEqual(['checkout', 'pricing']);
  expect(suspected(alert('a', { services: [] }), [])).toEqual([]);
});

test('the hour before is asked for, and what ends after it', () => {
  const q = 'after:2026-03-01T01:40:00.000Z before:2026-03-01T03:40:00.000Z';
  expect(changedBefore(alert('a'), ['checkout', 'a b'])).toBe(`service:checkout,"a b" ${q}`);
  expect(changedBefore(alert('a'), [])).toBe(`env:prod ${q}`);
  expect(changedBefore(alert('a', { environment: null }), [])).toBe(q);
});

test('what began before and ended after is there, what began after is not', () => {
  const at = (minute: number): string => new Date(Date.UTC(2026, 2, 1, 2, minute)).toISOString();
  const changes = [
    change('before', 150),
    change('ended after', 170, { startedAt: at(35) }),
    change('after', 161),
    change('began after', 175, { startedAt: at(41) }),
  ];
  expect(begunBefore(changes, alert('a')).map(({ id }) => id)).toEqual(['before', 'ended after']);
});
