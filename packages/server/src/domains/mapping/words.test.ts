import fc from 'fast-check';
import { expect, test } from 'vitest';
import { thingsByWord } from './words.ts';

const hashes = [undefined, (word: string) => word.length % 3, () => -1];

test('a word finds who is called so, however badly words are told apart by their hash', () => {
  const edit = fc.record({
    thing: fc.nat(60),
    words: fc.uniqueArray(fc.nat(120).map(String), { maxLength: 5 }),
  });
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 120 }), fc.constantFrom(...hashes), (edits, hash) => {
      const called = new Map<number, readonly string[]>();
      const words = thingsByWord((thing, word) => called.get(thing)?.includes(word) === true, hash);
      for (const { thing, words: now } of edits) {
        words.remove(thing, called.get(thing) ?? []);
        // Last comes what was told last.
        called.delete(thing);
        called.set(thing, now);
        words.add(thing, now);
      }
      for (let n = 0; n <= 121; n += 1) {
        const those = called.entries().filter(([, it]) => it.includes(String(n)));
        expect([...words.at(String(n))]).toEqual([...those.map(([thing]) => thing)]);
      }
    }),
    { numRuns: 300 },
  );
});
