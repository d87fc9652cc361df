import { aChange } from '@nightjar/sdk/testing/stand-in';
import type { Change } from '@nightjar/sdk/wire';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Terminal } from '../terminal.ts';
import { width } from '../text/width.ts';
import { feedLine, layOut } from './line.ts';

const now = new Date('2026-03-01T02:51:10Z');

const lineAt = (columns: number, change: Change, withAge = false): string => {
  const terminal = { columns, paint: (_, text) => text } as Terminal;
  return feedLine(change, layOut([change], now), { terminal, now, withAge });
};

test('a deploy is one line that says when, what, where and who', () => {
  expect(lineAt(120, aChange()).slice(8)).toBe(
    '  ▲ pricing  Deploy v811 → v812 “Round discounts half to even”  2m14s  prod  joey',
  );
});

test('a version that its title does not tell is told, a commit by its first digits', () => {
  const titleOf = (change: Partial<Change>): string | undefined =>
    lineAt(120, aChange({ title: 'Deploy pricing', summary: null, previousVersion: null, ...change })).split(
      / {2,}/,
    )[2];
  expect(titleOf({})).toBe('Deploy pricing v812');
  expect(titleOf({ title: 'Deploy v812 of pricing' })).toBe('Deploy v812 of pricing');
  const commit = '9fceb02d0ae598e95dc970b74767f19372d61af8';
  expect(titleOf({ version: commit })).toBe('Deploy pricing 9fceb02');
  expect(titleOf({ version: commit, title: 'Deploy 9fceb02' })).toBe('Deploy 9fceb02');
  expect(titleOf({ version: null })).toBe('Deploy pricing');
});

test('what stands for several says for how many, and how many of them failed', () => {
  const bundled = {
    count: 40,
    failed: 1,
    services: 1,
    environments: 2,
    clusters: 40,
    first: '2026-03-01T02:00:00.000Z',
    last: '2026-03-01T02:46:10.000Z',
    title: 'Deploy pricing v812',
    query: 'bundle:bdl_1',
  };
  const change = aChange({ title: 'Deploy pricing v812 to eu-1', bundle: 'bdl_1', bundled });
  expect(lineAt(120, change).slice(8)).toBe('  ▲ pricing  Deploy v811 → v812 · 40 clusters, 1 failed  joey');
});

test('a state is in words, for those who see no colour', () => {
  const wordOf = (change: Partial<Change>): string =>
    lineAt(200, aChange({ summary: null, actor: null, environment: null, ...change }));
  expect(wordOf({ status: 'failed' })).toMatch(/ failed 2m14s$/);
  expect(wordOf({ status: 'running', startedAt: '2026-03-01T02:50:00Z' })).toMatch(/ running 1m$/);
  expect(wordOf({ status: 'reverted' })).toMatch(/ reverted$/);
  expect(wordOf({ status: 'planned', durationMs: null })).toMatch(/ planned$/);
});

test('a kind or a status of a newer server is shown, not stumbled over', () => {
  expect(lineAt(120, aChange({ kind: 'new' as never, status: 'odd' as never }))).toContain('odd');
});

test('a line is never wider than the terminal, whatever is in it', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 60 });
  const change = fc.record({
    title: text,
    summary: fc.option(text),
    services: fc.array(text, { maxLength: 3 }),
    environment: fc.option(text),
  });
  fc.assert(
    fc.property(change, fc.integer({ min: 60, max: 240 }), fc.boolean(), (over, columns, withAge) => {
      const line = lineAt(columns, aChange(over), withAge);
      expect(width(line)).toBeLessThanOrEqual(columns);
    }),
  );
});
