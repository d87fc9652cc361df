import fc from 'fast-check';
import { expect, test } from 'vitest';
import { errorText } from './error-text.ts';

test('an error is told by its message, without the payload and what looks like a secret', () => {
  const payload = { to: 'joey@example.com', hook: { url: 'https://hooks.example.com/a/b' }, env: 'prod' };
  const said = (message: string) => errorText(new Error(message), payload);
  expect(said('mail to joey@example.com in prod refused')).toBe('mail to … in prod refused');
  expect(said('https://hooks.example.com/a/b answered 500')).toBe('… answered 500');
  expect(said('connect postgres://me:pass@host/db failed')).toBe('connect postgres://…@host/db failed');
  expect(said('GET https://x.example/y?token=abc failed')).toBe('GET https://x.example/y?… failed');
  expect(said('sent Authorization: Bearer abc.def-1')).toBe('sent Authorization: Bearer …');
  expect(said('token njt_abcdef is not valid')).toBe('token njt… is not valid');
  expect(said('password=hunter2 is wrong')).toBe('password=… is wrong');
});

test('an error that is not an Error, or says nothing, still has a text', () => {
  expect(errorText(undefined, null)).toBe('no message');
  expect(errorText(new Error(''), null)).toBe('no message');
  expect(errorText('plain', null)).toBe('plain');
  expect(errorText({ secret: 'x' }, null)).toBe('no message');
});

test('no error text is long, has control characters, or holds a text of the payload', () => {
  const secret = fc
    .string({ minLength: 6, maxLength: 30 })
    .filter((text) => !'no message'.includes(text) && !text.includes('…'));
  fc.assert(
    fc.property(fc.string({ maxLength: 700 }), secret, fc.string(), (before, text, after) => {
      const said = errorText(new Error(before + text + after), { list: [{ text }] });
      expect(said.length).toBeLessThanOrEqual(500);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for.
      expect(said).not.toMatch(/[\u0000-\u001f]/);
      expect(said).not.toContain(text);
    }),
  );
});
