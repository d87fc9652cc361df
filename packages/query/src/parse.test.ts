import { describe, expect, test } from 'vitest';
import { parse } from './parse.ts';
import { print } from './print.ts';
import { describe as vocabularyOf } from './registry.ts';
import { rows } from './testing/example.ts';

const canonical = (query: string): string => {
  const parsed = parse(query, rows);
  return parsed.ok ? print(parsed.ast) : `${parsed.problem.code}: ${parsed.problem.message}`;
};

describe('a query', () => {
  test.each([
    ['', ''],
    ['  \n ', ''],
    ['service:pricing kind:deploy,flag -actor:bot', 'service:pricing kind:deploy,flag -actor:bot'],
    ['svc:Pricing BY:Bot', 'service:pricing actor:bot'],
    ['after:-2h before:now', 'at:>=-2h at:<now'],
    ['at:2026-01-01T12:00+02:00', 'at:2026-01-01T10:00Z'],
    ['"timeout" (a OR b) time*', 'timeout (a OR b) time*'],
    ['a b OR c AND d', 'a b OR c d'],
    ['a (b c) (d OR (e OR f))', 'a b c (d OR e OR f)'],
    ['NOT (a b) -(c OR d) --e', '-(a b) -(c OR d) --e'],
    ['(a)(b)', 'a b'],
    ['"OR" or', '"or" "or"'],
    ['a "and" b not', 'a "and" b "not"'],
    ['or* a -not b', 'or* a -"not" b'],
    ['service:"a b",c* service:"pay*"*', 'service:"a b",c* service:"pay*"*'],
    ['service:* -kind:*', 'service:* -kind:*'],
    ['size:>=007 size:1.50,-0', 'size:>=7 size:1.5,0'],
    ['Checkout-API V1.2.3-rc1 ＡＰＩ', 'checkout-api v1.2.3-rc1 api'],
    ['acme/Checkout 10:30 超时', '"acme/checkout" "10:30" "超时"'],
    ['title:"Half  Of"', 'title:"half of"'],
    ['"say \\"hi\\" \\\\ now"', '"say \\"hi\\" \\\\ now"'],
    ['service:a\\b', 'service:a\\b'],
  ])('%j is read as %j', (query, expected) => {
    expect(canonical(query)).toBe(expected);
    expect(canonical(expected)).toBe(expected);
  });

  test('is read with the vocabulary alone, as the web receives it', () => {
    const received = JSON.parse(JSON.stringify(vocabularyOf(rows)));
    expect(parse('by:ann after:-2h', received)).toEqual(parse('by:ann after:-2h', rows));
    expect(JSON.stringify(received)).not.toContain('sql');
  });
});

describe('a query that cannot be read says why and where', () => {
  test.each([
    ['a sevice:x', 'query-unknown-field', 2, 6, 'There is no field "sevice"; did you mean service?'],
    ['https://example.com', 'query-unknown-field', 0, 5, 'There is no field "https".'],
    ['kind:flag,deplo', 'query-unknown-value', 10, 5, 'kind is never "deplo"; did you mean deploy?'],
    ['kind:de', 'query-unknown-value', 5, 2, 'kind is never "de"; did you mean deploy?'],
    ['serv:x', 'query-unknown-field', 0, 4, 'There is no field "serv"; did you mean service?'],
    ['a after:soon', 'query-bad-value', 8, 4, '"soon" is not a time.'],
    ['after:2026-02-30', 'query-bad-value', 6, 10, '"2026-02-30" is not a time.'],
    ['after:-99999w', 'query-bad-value', 6, 7, '"-99999w" is not a time.'],
    ['size:>big', 'query-bad-value', 6, 3, '"big" is not a number.'],
    ['service:>5', 'query-bad-operator', 0, 10, 'service takes no >.'],
    ['after:>5', 'query-bad-operator', 0, 8, 'after takes no >.'],
    ['size:>1,2', 'query-bad-operator', 0, 9, 'size compares with one value, not with several.'],
    ['at:2026*', 'query-bad-wildcard', 3, 5, 'at holds a time, which has no beginning to compare.'],
    ['service:a,*', 'query-bad-wildcard', 10, 1, 'A lone * means any value.'],
    ['ti*out', 'query-bad-wildcard', 0, 6, 'A * stands only at the end.'],
    ['a/b*', 'query-bad-wildcard', 0, 4, 'A * works on one word.'],
    ['a service:', 'query-missing-value', 2, 8, 'service: needs a value.'],
    ['service:a, b', 'query-missing-value', 0, 10, 'service: needs a value.'],
    ['a !!!', 'query-no-word', 2, 3, 'There is no letter or digit to search for.'],
    ['a "b', 'query-unclosed-quote', 2, 2, 'This quote is never closed.'],
    ['a (b', 'query-unclosed-group', 2, 1, 'This parenthesis is never closed.'],
    ['a) b', 'query-unexpected', 1, 1, 'This parenthesis closes nothing.'],
    ['()', 'query-unexpected', 0, 1, 'These parentheses are empty.'],
    ['a OR', 'query-unexpected', 4, 0, 'Something is missing at the end.'],
    ['OR a', 'query-unexpected', 0, 2, 'Something is missing before this.'],
    ['a or b', 'query-unexpected', 2, 2, 'OR is written in capitals; to search for the word, quote it.'],
    [
      '(a) and kind:flag',
      'query-unexpected',
      4,
      3,
      'AND is written in capitals; to search for the word, quote it.',
    ],
    ['not a', 'query-unexpected', 0, 3, 'NOT is written in capitals; to search for the word, quote it.'],
    ['a Or -b', 'query-unexpected', 2, 2, 'OR is written in capitals; to search for the word, quote it.'],
    [
      'a - b',
      'query-unexpected',
      2,
      1,
      'A - excludes what it is joined to, and this one is joined to nothing.',
    ],
    ['a"b"', 'query-unexpected', 1, 1, 'A " cannot stand here.'],
    ['a\0', 'query-bad-character', 1, 1, 'Text cannot hold this character.'],
    ['ab \ud800', 'query-bad-character', 3, 1, 'Text cannot hold this character.'],
  ])('%j: %s', (query, code, offset, length, message) => {
    expect(parse(query, rows)).toEqual({
      ok: false,
      problem: { code, offset, length, message, hint: expect.any(String) },
    });
  });

  test.each([
    [`${'a '.repeat(2_048)}b`, 'query-too-long: A query has at most 4096 characters; this one has 4097.'],
    [`${'('.repeat(21)}a${')'.repeat(21)}`, 'query-too-deep: A query nests at most 20 deep.'],
    [`${'-'.repeat(21)}a`, 'query-too-deep: A query nests at most 20 deep.'],
    ['a '.repeat(101), 'query-too-many-terms: A query has at most 100 words and values; this one has 101.'],
    [
      `service:${Array(101).fill('a')}`,
      'query-too-many-terms: A query has at most 100 words and values; this one has 101.',
    ],
    ['a'.repeat(201), 'query-value-too-long: A value has at most 200 characters.'],
    ['ﷺ'.repeat(20), 'query-value-too-long: A value has at most 200 characters.'],
  ])('a limit is named: %.20s…', (query, expected) => {
    expect(canonical(query)).toBe(expected);
  });

  test('up to the limits it is read', () => {
    expect(canonical(`${'('.repeat(20)}a${')'.repeat(20)}`)).toBe('a');
    expect(canonical('a '.repeat(100))).toBe('a '.repeat(100).trim());
    expect(canonical('a'.repeat(200))).toBe('a'.repeat(64));
  });
});
