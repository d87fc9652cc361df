import { expect, test } from 'vitest';
import type { Repository } from '../discovery/code-host.ts';
import { visitsOf } from './visits.ts';

const repository = (n: number, changedAt: string): Repository => ({
  id: String(n),
  name: `acme/r${n}`,
  url: `https://github.com/acme/r${n}`,
  description: null,
  language: null,
  topics: [],
  branch: 'main',
  archived: n === 1,
  fork: false,
  changedAt,
});

const everyMs = 300_000;
const to = new Date('2026-03-01T12:00:00Z');
const from = new Date('2026-03-01T11:50:00Z');

test('the lively ones are asked at every look, the others in turn, and further back', () => {
  const all = [
    ...Array.from({ length: 20 }, (_, n) => repository(n, '2026-02-28T00:00:00Z')),
    ...Array.from({ length: 120 }, (_, n) => repository(1000 + n, '2024-01-01T00:00:00Z')),
  ];
  const seen = new Set<string>();
  for (let turn = 0; turn < 3; turn += 1) {
    const now = new Date(to.getTime() + turn * everyMs);
    const visits = visitsOf(all, { from, to: now, everyMs });
    const lively = visits.filter((visit) => visit.from === from);
    expect(lively, 'all but the archived one').toHaveLength(19);
    for (const visit of visits) seen.add(visit.repository.id);
    expect(visits.length).toBeLessThanOrEqual(19 + 50);
    const others = visits.filter((visit) => visit.from !== from);
    expect(others.every((visit) => now.getTime() - visit.from.getTime() >= 6 * everyMs)).toBe(true);
  }
  expect(seen.size).toBe(139);
});

test('of very many lively ones, the rest takes its turn', () => {
  const all = Array.from({ length: 500 }, (_, n) => repository(n + 2, '2026-02-28T00:00:00Z'));
  const visits = visitsOf(all, { from, to, everyMs });
  expect(visits).toHaveLength(250);
});
