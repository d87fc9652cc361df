import { expect, test } from 'vitest';
import { openTerminal } from '../terminal.ts';
import { beside } from './beside.ts';
import { table } from './table.ts';
import { width } from './width.ts';

const environment = { noColor: true, nightjar: 'nightjar' } as Parameters<typeof openTerminal>[2];

const printed = (columns: number, rows: string[][], gives?: number[]): string[] => {
  let text = '';
  const out = { isTTY: true, columns, write: (more: string) => (text += more) };
  const headings = ['kind', 'name', 'type', 'needs', 'where'];
  table(openTerminal(out, out, environment), headings, rows, gives === undefined ? {} : { gives });
  return text.trimEnd().split('\n');
};

const long = [
  'service',
  'recommendation-adservice',
  '',
  'cart, pricing, ledger and 3 more',
  'services/ads/k8s/deployment.yaml:12',
];

test('the name stays whole however narrow the terminal is, and no line is longer than that', () => {
  for (const columns of [120, 100, 80, 60, 45, 34]) {
    const lines = printed(columns, [long], [4, 3, 2]);
    expect(lines[1]).toContain('service  recommendation-adservice');
    expect(Math.max(...lines.map(width))).toBeLessThanOrEqual(columns);
  }
  expect(printed(34, [long], [4, 3, 2])).toEqual(['kind     name', 'service  recommendation-adservice']);
});

test('what gives first shrinks first, and what is empty is gone before', () => {
  expect(printed(80, [long], [4, 3, 2])).toEqual([
    'kind     name                      needs                             where',
    'service  recommendation-adservice  cart, pricing, ledger and 3 more  services/a…',
  ]);
  expect(printed(120, [long])[0]).toContain('type');
});

test('parts give way from the last on, and the first stays', () => {
  expect(beside(['pricing', '', 'tier 0', 'calls, 80% sure'], 80)).toBe('pricing  tier 0  calls, 80% sure');
  expect(beside(['pricing', 'tier 0', 'calls, 80% sure'], 27)).toBe('pricing  tier 0  calls, 80…');
  expect(beside(['pricing', 'tier 0', '\u001b[31mcalls, 80% sure\u001b[39m'], 27)).toBe(
    'pricing  tier 0  calls, 80…',
  );
  expect(beside(['pricing', 'tier 0', 'calls, 80% sure'], 20)).toBe('pricing  tier 0');
  expect(beside(['pricing', 'tier 0', 'calls'], 3)).toBe('pricing');
});
