import type { AlertGroup } from '@nightjar/sdk/wire';
import { expect, test } from 'vitest';
import { alert } from '../testing/alerts.ts';
import { linesOf, ungrouped } from './grouped.ts';

const group = (id: string): AlertGroup => ({
  id,
  state: 'open',
  title: 'PricingErrors',
  severity: 'critical',
  environment: 'prod',
  lead: 'a',
  count: 313,
  firing: 313,
  services: ['pricing'],
  serviceCount: 1,
  firstAt: '2026-03-01T02:40:00.000Z',
  lastAt: '2026-03-01T02:41:00.000Z',
  endedAt: null,
  diagnosis: null,
  mergedInto: null,
});

test('alerts of one cause are one line where the first stands; who is alone, or of no known group, stays by itself', () => {
  const alerts = ['a', 'b', 'c', 'd', 'e'].map((id) => alert(id));
  const told = (of: Record<string, string>): string[] =>
    linesOf(alerts, {
      groups: new Map([
        ['g', group('g')],
        ['h', group('h')],
      ]),
      of: new Map(Object.entries(of)),
    }).map((line) =>
      line.is === 'alert' ? line.alert.id : `${line.group.id}: ${line.alerts.map(({ id }) => id).join('')}`,
    );
  expect(told({ b: 'g', d: 'g', c: 'h', e: 'unknown' })).toEqual(['a', 'g: bd', 'c', 'e']);
  expect(linesOf(alerts, ungrouped)).toHaveLength(5);
});
