import { expect, test } from 'vitest';
import { plain } from './plain.ts';

test('what would be obeyed is a space', () => {
  expect(plain('a\u001b[31mred\u0000\u202eb\n\tc ')).toBe('a [31mred b c');
  expect(plain('Größe 変更 👩‍👩‍👧')).toBe('Größe 変更 👩‍👩‍👧');
});
