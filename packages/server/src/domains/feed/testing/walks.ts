import fc from 'fast-check';
import type { Bounds } from '../find.ts';

/** Bounds so small that each walk is cut off, each probe given up, or neither. */
export const walks: fc.Arbitrary<Bounds> = fc.record({
  walkedRow: fc.constant(0.5),
  walkedRowOfServices: fc.constant(5),
  probedRow: fc.constantFrom(0, 2.5, 1_000_000),
  probed: fc.constantFrom(1, 30, 20_000),
  firstWalk: fc.constantFrom(1, 7, 1_000),
  longestWalk: fc.constantFrom(10, 100, 20_000),
  longestWalkOfServices: fc.constantFrom(10, 100, 5_000),
  patienceMs: fc.constantFrom(-1, 1_000),
});
