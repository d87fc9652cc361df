import fc from 'fast-check';
import { expect, test } from 'vitest';
import { credential, hashOf, parseCredential, prefixOf, sameHash } from './credential.ts';

const id = '0123456789abcdef01234567';
const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });

test('every token is recognised, and is as long as the refusal says', () => {
  fc.assert(
    fc.property(bytes, (random) => {
      const token = credential('njt', id, random);
      expect(parseCredential('njt', token)).toEqual({ is: 'credential', id });
      expect(token).toMatch(/^njt_[\da-f]{24}_[\dA-Za-z]{49}$/);
      expect(token).toHaveLength(78);
    }),
  );
});

test('two secrets never make the same token', () => {
  fc.assert(
    fc.property(bytes, bytes, (one, other) => {
      const same = Buffer.compare(one, other) === 0;
      expect(credential('njt', id, one) === credential('njt', id, other)).toBe(same);
    }),
  );
});

test('one wrong character is told from a token that does not exist', () => {
  const token = credential('njt', id, new Uint8Array(32).fill(7));
  fc.assert(
    fc.property(
      fc.integer({ min: 4, max: token.length - 1 }),
      fc.constantFrom('0', 'a', 'Z', '_'),
      (at, char) => {
        fc.pre(token[at] !== char);
        const wrong = token.slice(0, at) + char + token.slice(at + 1);
        expect(parseCredential('njt', wrong)).toEqual({ is: 'mistyped' });
      },
    ),
  );
  expect(parseCredential('njt', token.slice(0, -1))).toEqual({ is: 'mistyped' });
});

test('what is not ours is foreign, and a session is no token', () => {
  expect(parseCredential('njt', 'ghp_abc')).toEqual({ is: 'foreign' });
  expect(parseCredential('njt', credential('njs', id, new Uint8Array(32)))).toEqual({ is: 'foreign' });
});

test('what is shown of a token later has nothing of its secret', () => {
  const token = credential('njt', id, new Uint8Array(32).fill(7));
  expect(prefixOf(token)).toBe('njt_01234567');
});

test('hashes are compared whole; anything that is no hash is never the same', () => {
  expect(sameHash(hashOf('a'), hashOf('a'))).toBe(true);
  expect(sameHash(hashOf('a'), hashOf('b'))).toBe(false);
  for (const none of ['', 'zz', hashOf('a').slice(0, 62)]) expect(sameHash(none, none)).toBe(false);
});
