import { expect, test } from 'vitest';
import { equalities, wordsOf } from './conjuncts.ts';
import { parse } from './parse.ts';
import { rows } from './testing/example.ts';

const read = (query: string) => {
  const parsed = parse(query, rows);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.ast;
};

test('the words of a query are those that every match must have', () => {
  expect(wordsOf(read('a "b c" (d e) pre* -x (y OR z) title:t'))).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(wordsOf(read('a OR b'))).toEqual([]);
  expect(wordsOf(read('checkout-api'))).toEqual(['checkout-api']);
});

test('the equalities of a query are the closed sets at its top', () => {
  expect(
    equalities(read('svc:A,b service:c kind:flag actor:x,y* -kind:deploy title:t (actor:z OR q)')),
  ).toEqual([
    { field: 'service', values: ['a', 'b'] },
    { field: 'service', values: ['c'] },
    { field: 'kind', values: ['flag'] },
  ]);
});
