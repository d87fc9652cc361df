import { expect, test } from 'vitest';
import { piecesOf, quoted, unfinished, withTerm } from './words.ts';

test('a filter is cut into fields, signs, values and operators, and nothing is lost', () => {
  const text = '-actor:bot (kind:deploy,flag OR "time out") after:-2h  x';
  const pieces = piecesOf(text);
  expect(pieces.map((it) => it.text).join('')).toBe(text);
  expect(pieces.filter((it) => it.is !== 'space').map((it) => `${it.is} ${it.text}`)).toEqual([
    'sign -',
    'field actor:',
    'value bot',
    'field kind:',
    'value deploy,flag',
    'operator OR',
    'value "time out"',
    'field after:',
    'value -2h',
    'value x',
  ]);
});

test.each(['service:', 'kind:deploy,', 'env:prod -', '"half a', '(a OR', 'a OR', 'duration:>'])(
  'nobody is asked about %j, which is not written to its end',
  (text) => expect(unfinished(text)).toBe(true),
);

test.each(['', 'service:pricing', '"whole"', '(a OR b)', 'say \\"', '-kind:flag'])(
  '%j may be asked',
  (text) => expect(unfinished(text)).toBe(false),
);

test('a value is quoted where the language would read something else', () => {
  expect(['pricing', 'a b', 'say "hi"', 'a,b', '<b>', 'pay*', 'node:24', 'c\\d'].map(quoted)).toEqual([
    'pricing',
    '"a b"',
    '"say \\"hi\\""',
    '"a,b"',
    '"<b>"',
    '"pay*"',
    'node:24',
    'c\\d',
  ]);
});

test('a term is added once', () => {
  expect(withTerm('', 'env:prod')).toBe('env:prod');
  expect(withTerm('kind:flag', 'env:prod')).toBe('kind:flag env:prod');
  expect(withTerm('env:prod kind:flag', 'env:prod')).toBe('env:prod kind:flag');
});
