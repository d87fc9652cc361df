import fc from 'fast-check';
import type { Case, Change, Series } from '../case.ts';

const minute = 60_000;
const start = Date.UTC(2026, 2, 3);
const begins = start + 60 * minute;

/** Noise that is the same for the same place: no clock and no chance of its own. */
const noise = (a: number, b: number): number => {
  const x = Math.sin(a * 12.9898 + b * 78.233) * 43758.5453;
  return x - Math.floor(x);
};

/** A night: `root` is ten times slower from `begins` on, and so is everybody who waits for it. */
export const nightOf = (options: {
  readonly size?: number;
  readonly root?: number;
  readonly pageAfter?: number;
  readonly step?: number;
  readonly changes?: readonly Change[];
  readonly name?: (i: number) => string;
}): Case => {
  const {
    size = 6,
    root = 4,
    pageAfter = 2 * minute,
    step = minute,
    changes = [],
    name = (i) => `s${i}`,
  } = options;
  // A chain with twigs: 0 calls 1 and 2, 1 calls 3 and 4, 2 calls 5 and so on.
  const parent = (i: number): number => Math.floor((i - 1) / 2);
  const victims = new Set<number>();
  for (let i = root; ; i = parent(i)) {
    victims.add(i);
    if (i <= 0) break;
  }
  const now = begins + 10 * minute;
  const series: Series[] = [];
  for (let i = 0; i < size; i++) {
    const points: [number, number][] = [];
    const requests: [number, number][] = [];
    for (let t = start; t <= now; t += step) {
      const slow = t >= begins && victims.has(i) ? 0.5 : 0;
      points.push([t, 0.05 + 0.01 * noise(i, t / step) + slow]);
      requests.push([t, 100 + 5 * noise(i + 100, t / step)]);
    }
    series.push(
      { service: name(i), signal: 'latency', points },
      { service: name(i), signal: 'requests', points: requests },
    );
  }
  return {
    id: 'night',
    pagedAt: begins + pageAfter,
    now,
    target: { service: name(0), signal: 'latency' },
    edges: Array.from({ length: size - 1 }, (_, i) => [name(parent(i + 1)), name(i + 1)] as const),
    series,
    changes,
  };
};

export const night = { start, begins, minute } as const;

/** Nights of any size and root, with a feed of changes. */
export const anyNight = (): fc.Arbitrary<Case> =>
  fc
    .record({
      size: fc.integer({ min: 3, max: 12 }),
      root: fc.nat(),
      offsets: fc.array(fc.integer({ min: -55, max: 9 }), { maxLength: 8 }),
    })
    .map(({ size, root, offsets }) =>
      nightOf({
        size,
        root: root % size,
        changes: offsets.map((offset, i) => ({
          id: `c${i}`,
          at: begins + offset * minute,
          service: `s${(i * 7 + root) % size}`,
          kind: i % 2 === 0 ? 'deploy' : 'config',
        })),
      }),
    );
