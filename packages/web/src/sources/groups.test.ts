import type { SourceCard } from '@nightjar/sdk/wire';
import { expect, test } from 'vitest';
import { grouped } from './groups.ts';

const source = (name: string, more: Partial<SourceCard> = {}): SourceCard => ({
  name,
  title: name,
  group: 'code',
  brings: 'Pushes.',
  proof: 'signature',
  state: 'unconnected',
  why: null,
  lastDelivery: null,
  day: { recorded: 0, ignored: 0, unread: 0, parked: 0 },
  unread: 0,
  clockAheadMs: 0,
  ...more,
});

const all = [
  source('github'),
  source('gitlab', { state: 'receiving' }),
  source('grafana', { group: 'alerts', brings: 'Alerts.' }),
  source('argocd', { group: 'delivery', state: 'failing' }),
];
const names = (sources: readonly SourceCard[]) => sources.map(({ name }) => name);

test('what fails comes first, then what is connected, then the rest by what it is', () => {
  const { connected, groups } = grouped(all, '');
  expect(names(connected)).toEqual(['argocd', 'gitlab']);
  expect(groups.map(({ title, members }) => [title, names(members)])).toEqual([
    ['Code', ['github']],
    ['Alerts and on-call', ['grafana']],
  ]);
});

test('words narrow it, by name or by what comes from it', () => {
  const { connected, groups } = grouped(all, 'GIT pushes');
  expect([names(connected), groups.map(({ members }) => names(members))]).toEqual([['gitlab'], [['github']]]);
  expect(grouped(all, 'nothing-like-it')).toEqual({ connected: [], groups: [] });
});
