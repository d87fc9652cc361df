import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textsByNumber } from './texts.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.tuple(fc.string({ minLength: 1, maxLength: 2 }), fc.nat(200_000)).map(([unit, n]) => unit.repeat(n)),
);

test('each number has the text that was last written under it, through pages and packing', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(20), text), { maxLength: 80 }), (writes) => {
      const texts = textsByNumber();
      const expected: string[] = [];
      for (const [number, written] of writes) {
        const at = Math.min(number, expected.length);
        texts.write(at, written);
        expected[at] = written;
      }
      expect(expected.map((_, at) => texts.read(at) === expected[at])).not.toContain(false);
    }),
    { numRuns: 60 },
  );
});

test('what was written over takes no more room than what stands', () => {
  const texts = textsByNumber();
  const before = process.memoryUsage().arrayBuffers;
  for (let n = 0; n < 20_000; n += 1) texts.write(n % 10, `${n}`.padEnd(5000 + (n % 7)));
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(60 * 2 ** 20);
  expect(texts.read(9).trim()).toBe('19999');
});
