import { expect, test } from 'vitest';
import { allWords, beginsWith, contains, wordBeginning } from './pattern.ts';

test('nothing in a text is a wildcard', () => {
  expect(beginsWith('50%_a\\')).toBe('50\\%\\_a\\\\%');
  expect(contains('50%')).toBe('%50\\%%');
});

// Words hold letters, digits and joints only; a row's words made elsewhere must still not become operators.
test('nothing in a word is an operator', () => {
  expect(allWords(["o'neil", 'a\\b & !c'])).toBe("'o''neil' & 'a\\\\b & !c'");
  expect(wordBeginning("x':*")).toBe("'x'':*':*");
});
