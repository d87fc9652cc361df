import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyDepth, globOf, one, type Segment, star, unitsOf } from './glob.ts';

/** What the same pattern means as a regular expression, which short texts can afford. */
const regularOf = (segments: readonly (Segment | typeof anyDepth)[]): RegExp => {
  const body = segments.map((segment, at) => {
    const ends = at === segments.length - 1;
    if (segment === anyDepth) return ends ? '(?:/.*)?' : '(?:.*/)?';
    const text = segment
      .map((unit) =>
        unit === star ? '[^/]*' : unit === one ? '[^/]' : `\\u${unit.toString(16).padStart(4, '0')}`,
      )
      .join('');
    const [before, after] = [segments.slice(0, at), segments[at + 1]];
    const begins = before.every((it) => it === anyDepth) || before.at(-1) === anyDepth;
    return `${begins ? '' : '/'}${text}${after === anyDepth && at + 1 < segments.length - 1 ? '/' : ''}`;
  });
  return new RegExp(`^${body.join('')}$`, 's');
};

const segment = fc.array(fc.constantFrom(star, one, ...unitsOf('a.')), { minLength: 1, maxLength: 4 });
const patterns = fc
  .record({
    begins: fc.boolean(),
    parts: fc.array(fc.tuple(segment, fc.boolean()), { minLength: 1, maxLength: 3 }),
  })
  .map(({ begins, parts }) => [
    ...(begins ? ([anyDepth] as const) : []),
    ...parts.flatMap(([it, deep]) => (deep ? ([it, anyDepth] as const) : [it])),
  ]);
const paths = fc
  .array(fc.string({ unit: fc.constantFrom('a', '.', '\n'), maxLength: 4 }), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join('/'));

test('a pattern means what the regular expression of it means', () => {
  const seen = { true: 0, false: 0 };
  fc.assert(
    fc.property(patterns, paths, (pattern, path) => {
      const expected = regularOf(pattern).test(path);
      seen[`${expected}`] += 1;
      expect([regularOf(pattern).source, path, globOf(pattern)(path)]).toEqual([
        regularOf(pattern).source,
        path,
        expected,
      ]);
    }),
    { numRuns: 5000 },
  );
  // A property of which nothing is ever true shows nothing.
  expect(seen.true).toBeGreaterThan(200);
});

const isQuick = (work: () => unknown): void => {
  const began = performance.now();
  work();
  expect(performance.now() - began).toBeLessThan(500);
};

test.each([20, 2000])('%d stars over a long text cost no more than looking at it', (stars) => {
  const letters = unitsOf('a').flatMap((a) => Array.from({ length: stars }, () => [star, a]).flat());
  isQuick(() => globOf([[star, ...unitsOf('a'.repeat(stars)), ...unitsOf('b')]])('a'.repeat(4000)));
  isQuick(() => globOf([[...letters, ...unitsOf('b')]])('a'.repeat(4000)));
  isQuick(() => globOf([...letters.map((): typeof anyDepth => anyDepth), unitsOf('b')])('a/'.repeat(2000)));
  const deep = Array.from({ length: stars }, () => [anyDepth, unitsOf('a')] as const).flat();
  isQuick(() => globOf([...deep, unitsOf('b')])('a/'.repeat(2000)));
});
