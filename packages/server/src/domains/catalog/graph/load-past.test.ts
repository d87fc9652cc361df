import { expect, test } from 'vitest';
import { catalogModel, described } from '../testing/model.ts';
import { loadPast } from './load-past.ts';
import { atMost } from './turns.ts';

const at = new Date('2026-02-01T00:00:00Z');
const january = { at: '2026-01-01T00:00:00Z' };
const ref = (n: number): string => `service:default/s${n}`;

test('of a graph of the past that is too large the most critical are read, and it is told', async () => {
  await using model = await catalogModel();
  // Each needs the next, the last nobody knows; the later the more critical.
  await model.apply(
    Array.from({ length: 8 }, (_, n) =>
      described(
        ref(n),
        { tier: (3 - (n >> 1)) as 0 | 1 | 2 | 3, relations: [{ type: 'calls', to: ref(n + 1) }] },
        january,
      ),
    ),
  );
  const read = async (nodes: number, edges: number) => {
    const { net, cut } = await loadPast(model.reader(), at, { nodes, edges });
    const refs = Array.from({ length: net.size() }, (_, node) => net.ref(node));
    return { refs, edges: net.edges(), cut };
  };
  expect(await read(4, 100)).toEqual({ refs: [6, 7, 4, 5].map(ref), edges: 3, cut: true });
  expect(await read(8, 100)).toEqual({ refs: [6, 7, 4, 5, 2, 3, 0, 1, 8].map(ref), edges: 8, cut: false });
  expect((await loadPast(model.reader(), new Date('2025-01-01Z'), { nodes: 4, edges: 4 })).net.size()).toBe(
    0,
  );
});

test('who comes while as much is done as may be is told to come again', async () => {
  const oneOfTwo = atMost(2);
  const held = Promise.withResolvers<void>();
  const both = [oneOfTwo(() => held.promise), oneOfTwo(() => held.promise)];
  await expect(oneOfTwo(async () => {})).rejects.toMatchObject({
    code: 'catalog.past-busy',
    where: { retryAfterSeconds: 2 },
  });
  held.resolve();
  await Promise.all(both);
  expect(await oneOfTwo(async () => 'done')).toBe('done');
});
