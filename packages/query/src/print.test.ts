import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from './parse.ts';
import { print } from './print.ts';
import { ast } from './testing/arbitrary.ts';
import { rows } from './testing/example.ts';

const roomy = { limits: { depth: 1_000, terms: 100_000, characters: 1_000_000 } };

test('the canonical text of a query reads as the same query', () => {
  fc.assert(
    fc.property(ast, (query) => {
      expect(parse(print(query), rows, roomy)).toEqual({ ok: true, ast: query });
    }),
    { numRuns: 2_000 },
  );
});
