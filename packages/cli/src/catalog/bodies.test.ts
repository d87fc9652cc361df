import type { Description } from '@nightjar/descriptors/description';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bodiesOf } from './bodies.ts';

const of = (place: string, count: number): Description[] =>
  Array.from({ length: count }, (_, nth): Description => {
    const name = `${place}-${nth}`;
    return { entity: `service:default/${name}`, name, by: 'backstage', place, says: {} };
  });

test('what fits into one body is sent in one, whole where that is known', () => {
  expect(bodiesOf(of('a', 3), { whole: true, unread: [] })).toEqual([
    { descriptions: of('a', 3), whole: true },
  ]);
  expect(bodiesOf([], { whole: true, unread: ['b'] })).toEqual([
    { descriptions: [], whole: true, unread: ['b'] },
  ]);
  expect(bodiesOf([], { whole: false, why: null })).toEqual([]);
});

/** What stands of places at the server, after bodies: `place` → names. */
const standing = (before: readonly Description[], sent: ReturnType<typeof bodiesOf>): Set<string> => {
  const all = new Map(before.map(({ name, place }) => [name, place]));
  for (const { descriptions, whole, unread = [] } of sent) {
    for (const { name, place } of descriptions) all.set(name, place);
    if (!whole) continue;
    const said = new Set(descriptions.map(({ name }) => name));
    for (const [name, place] of all) if (!said.has(name) && !unread.includes(place)) all.delete(name);
  }
  return new Set(all.keys());
};

test('of a whole word in many bodies only that goes which is said no longer', () => {
  const counts = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.integer({ min: 1, max: 900 }));
  const all = (sizes: Record<string, number>) =>
    Object.entries(sizes).flatMap(([place, size]) => of(place, size));
  fc.assert(
    fc.property(counts, counts, (was, is) => {
      const sent = bodiesOf(all(is), { whole: true, unread: ['e'] });
      for (const { descriptions } of sent) expect(descriptions.length).toBeLessThanOrEqual(1000);
      const kept = all(was).filter(({ place }) => place === 'e');
      const expected = new Set([...all(is), ...kept].map(({ name }) => name));
      expect(standing(all(was), sent)).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

test('what moves to a place that is sent later is never gone', () => {
  const moved: Description = {
    ...(of('z', 1)[0] as Description),
    name: 'moved',
    entity: 'service:default/moved',
  };
  const sent = bodiesOf([...of('a', 900), ...of('b', 900), moved], { whole: true, unread: [] });
  const first = sent.findIndex(({ descriptions }) => descriptions.some(({ name }) => name === 'moved'));
  expect(first).toBeLessThan(sent.findIndex(({ whole }) => whole));
});

test('of a place too large for a body nothing is taken back', () => {
  const sent = bodiesOf([...of('a', 2500), ...of('b', 10)], { whole: true, unread: [] });
  const after = standing([...of('a', 2600), ...of('b', 20), ...of('c', 1)], sent);
  expect([after.size, after.has('a-2599'), after.has('b-19'), after.has('c-0')]).toEqual([
    2610,
    true,
    false,
    false,
  ]);
});
