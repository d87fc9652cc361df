import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from './parse.ts';
import { now } from './testing/arbitrary.ts';
import { rows } from './testing/example.ts';
import { toPredicate } from './to-predicate.ts';
import { toSql } from './to-sql.ts';

const scrap = fc.constantFrom(
  '(',
  ')',
  '"',
  '\\',
  '\\"',
  '-',
  '--',
  '*',
  ':',
  ',',
  '>',
  '<=',
  ' ',
  '\n',
  'OR',
  ' OR ',
  'AND',
  'NOT ',
  ' or ',
  'service:',
  'at:',
  'after:',
  'size:>',
  'kind:deploy',
  '-2h',
  '2026-01-01',
  'a',
  'ß',
  'İ',
  '😀',
  '\ud800',
  '\0',
  '超',
  "'",
  '%',
  'ﷺ',
  '\u0301',
  '.',
  '_',
);
const garbage = fc.oneof(
  fc.array(scrap, { size: 'max', maxLength: 2_000 }).map((scraps) => scraps.join('').slice(0, 4_096)),
  fc.string({ unit: 'binary', size: 'max', maxLength: 4_096 }),
  fc.tuple(scrap, scrap).map((two) => two.join('').repeat(1_024).slice(0, 4_096)),
);

const empty = { actor: null, kind: null, services: null, at: null, size: null, title: null };

/** Milliseconds. Another process may hold the processor once; a slow text is slow three times. */
const fastest = (text: string): number => {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3 && best >= 50; run += 1) {
    const started = performance.now();
    parse(text, rows);
    best = Math.min(best, performance.now() - started);
  }
  return best;
};

test('no text throws, and each is read or refused within 50 ms', () => {
  fc.assert(
    fc.property(garbage, (text) => {
      const parsed = parse(text, rows);
      expect(fastest(text)).toBeLessThan(50);
      if (parsed.ok) {
        toSql(parsed.ast, rows, now);
        toPredicate(parsed.ast, rows, now)(empty);
      } else {
        const { offset, length, message } = parsed.problem;
        expect(message).not.toBe('');
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(offset + length).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 500 },
  );
});
