import { expect, test } from 'vitest';
import { brief, plain } from './plain.ts';

test('what would be obeyed is a space', () => {
  expect(plain('a\u001b[31mred\u0000\u202eb\n\tc ')).toBe('a [31mred b c');
  expect(plain('Größe 変更 👩‍👩‍👧')).toBe('Größe 変更 👩‍👩‍👧');
});

test('what has no width is left out, and a text of nothing else says so', () => {
  expect(plain('pri\u200bcing\ufeff')).toBe('pricing');
  expect([brief('\u200b\u2060 \u0007'), brief('می\u200cخواهم')]).toEqual([
    '(no readable text)',
    'می\u200cخواهم',
  ]);
});

test('a text is cut between characters', () => {
  expect(brief('ab👩', 3)).toBe('ab');
});
