import fc from 'fast-check';
import { expect, test } from 'vitest';
import { interpolated, variablesOfFile } from './variables.ts';

const variables = { SET: 'x', EMPTY: '' };

test.each([
  ['$SET-$SET', 'x-x'],
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: they are compose's own
  ['${SET}/${UNSET}', 'x/'],
  ['${UNSET:-y}${EMPTY:-z}', 'yz'],
  ['${UNSET-y}${EMPTY-z}', 'y'],
  ['${SET:+there}${EMPTY:+not}${EMPTY+there}', 'therethere'],
  ['${UNSET:-${ALSO:-deep}}', 'deep'],
  ['${SET:?must be}${UNSET:?must be}', 'x'],
  ['$$SET $', '$SET $'],
  ['${open', '${open'],
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: they are compose's own
])('%s is read as compose reads it', (text, read) => {
  expect(interpolated(text, variables)).toBe(read);
});

test('an env file has quotes, comments and variables of its own', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is compose's own
  const text = '# no\nexport A=1\nB="two words" # c\nC=\'$A\'\nD=${A}-$B # c\nE=\nF=a#b\n';
  expect(variablesOfFile(text)).toEqual({
    A: '1',
    B: 'two words',
    C: '$A',
    D: '1-two words',
    E: '',
    F: 'a#b',
  });
});

test('any text is read in the end', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('$', '{', '}', ':', '-', 'A', ' ') }), (text) => {
      expect(typeof interpolated(text, { A: '$A' })).toBe('string');
    }),
  );
});
