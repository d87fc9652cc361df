import { sql } from '@nightjar/kernel/database/sql';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cyclesIn, graphOf, impactOf, pathsBetween } from './queries.ts';
import { openResident } from './resident.ts';
import { catalogRows } from './testing/rows.ts';

const service = (name: string): string => `service:default/${name}`;
const all = { direction: 'callees', depth: 20, limit: 5000, at: null } as const;
const past = new Date('2026-02-01T00:00:00Z');

type Said = { from: string; type: string; to: string };

/** What needs what, by the rule in words: an API is needed through to the service that provides it. */
const needOf = ({ from, type, to }: Said): [string, string][] => {
  if (type === 'providesApi') return [[to, from]];
  return type === 'partOf' ? [] : [[from, to]];
};

/** Distances by walking everything, with no idea of speed. */
const distances = (said: readonly Said[], start: string, direction: 'out' | 'in'): Map<string, number> => {
  const edges = said
    .flatMap(needOf)
    .map(([a, b]) => (direction === 'out' ? [a, b] : [b, a]) as [string, string]);
  const found = new Map([[start, 0]]);
  for (let step = 1; ; step++) {
    const next = edges.filter(([a, b]) => found.get(a) === step - 1 && !found.has(b)).map(([, b]) => b);
    if (next.length === 0) return found;
    for (const one of next) found.set(one, step);
  }
};

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(service);
const said = fc.array(
  fc.record({
    from: fc.constantFrom(...names),
    type: fc.constantFrom('dependsOn', 'calls', 'consumesApi', 'providesApi', 'partOf'),
    to: fc.constantFrom(...names),
    /** Stood before, stands now, or both. */
    when: fc.constantFrom('then', 'now', 'both'),
  }),
  { maxLength: 20 },
);

test('callers and callees agree with a walk of everything, now and as of an instant', async () => {
  await using rows = await catalogRows();
  for (const name of names) await rows.entity(name);
  const resident = openResident();
  const depth = fc.integer({ min: 0, max: 4 });
  await fc.assert(
    fc.asyncProperty(said, fc.constantFrom(...names), depth, async (every, of, depth) => {
      await rows.run(sql`delete from ${rows.table('relation')}`);
      for (const { from, type, to, when } of every) {
        const since = when === 'now' ? '2026-03-01T00:00:00Z' : '2026-01-01T00:00:00Z';
        const until = when === 'then' ? '2026-03-01T00:00:00Z' : 'infinity';
        await rows.relation(from, type, to, { since, until });
      }
      for (const name of names) await rows.touched(name);
      for (const at of [null, past]) {
        const then = every.filter(({ when }) => when !== (at === null ? 'then' : 'now'));
        for (const [direction, way] of [
          ['callees', 'out'],
          ['callers', 'in'],
        ] as const) {
          const expected = distances(then, of, way);
          const near = [...expected].filter(([, far]) => far <= depth);
          const graph = await graphOf(resident, rows.reader(), { ...all, of, direction, depth, at });
          expect(graph.nodes.map((node) => [node.ref, node.depth]).sort()).toEqual(near.sort());
          expect(graph.cut).toBe(near.length < expected.size);
          const shown = new Set(near.map(([ref]) => ref));
          const edges = then
            .flatMap(needOf)
            .filter(([a, b]) => shown.has(a) && shown.has(b))
            .map(String);
          expect(graph.edges.map(({ from, to }) => `${from},${to}`).sort()).toEqual(
            [...new Set(edges)].sort(),
          );
        }
        const impact = await impactOf(resident, rows.reader(), { of, depth: 20, limit: 100, at });
        const needing = names.filter((name) => name !== of && distances(then, name, 'out').has(of));
        expect(impact.breaks.map(({ ref }) => ref).sort()).toEqual(needing);
        for (const { through, depth } of impact.breaks) expect(through.length).toBe(depth - 1);
      }
    }),
    { numRuns: 60 },
  );
}, 120_000);

test('an edit is in the next answer', async () => {
  await using rows = await catalogRows();
  const [a = '', b = '', c = ''] = names;
  for (const name of [a, b]) await rows.entity(name, { tier: 2 });
  await rows.relation(a, 'calls', b, { observed: true, confidence: 0.9, why: 'env B_ADDR' });
  const resident = openResident();
  const ask = () => graphOf(resident, rows.reader(), { ...all, of: a });
  expect(await ask()).toMatchObject({
    nodes: [{ ref: a }, { ref: b, tier: 2, known: true }],
    edges: [{ from: a, to: b, type: 'calls', observed: true, confidence: 0.9, why: 'env B_ADDR' }],
  });
  await rows.run(sql`update ${rows.table('relation')} set until = now()`);
  await rows.relation(a, 'dependsOn', c);
  await rows.touched(a);
  expect(await ask()).toMatchObject({
    nodes: [{ ref: a }, { ref: c, known: false, state: null }],
    edges: [{ from: a, to: c, type: 'dependsOn' }],
  });
});

test('a service that consumes an API needs the service behind it', async () => {
  await using rows = await catalogRows();
  await rows.entity(service('web'), { owners: ['team:default/shop'] });
  await rows.entity('api:default/prices');
  await rows.entity(service('pricing'));
  await rows.relation(service('web'), 'consumesApi', 'api:default/prices');
  await rows.relation(service('pricing'), 'providesApi', 'api:default/prices');
  const resident = openResident();
  const impact = await impactOf(resident, rows.reader(), {
    of: service('pricing'),
    depth: 20,
    limit: 10,
    at: null,
  });
  expect(impact).toMatchObject({
    breaks: [
      { ref: 'api:default/prices', depth: 1, through: [] },
      { ref: service('web'), depth: 2, through: ['api:default/prices'] },
    ],
    owners: [{ owner: { ref: 'team:default/shop', known: false }, count: 1 }],
    byTier: [{ tier: null, count: 2 }],
  });
  const ends = { from: service('web'), to: service('pricing'), longest: 20, limit: 5, at: null };
  expect(await pathsBetween(resident, rows.reader(), ends)).toEqual({
    paths: [[service('web'), 'api:default/prices', service('pricing')]],
    cut: false,
    at: null,
  });
});

test('what was seen tells when, and of the past not more than could be known then', async () => {
  await using rows = await catalogRows();
  const [a = '', b = ''] = names;
  await rows.entity(a);
  await rows.relation(a, 'calls', b, { observed: true });
  await rows.run(sql`insert into nightjar.sighting (org, entity, source, about, first_seen, last_seen)
    values (1, ${a}, 'traces', ${`calls ${b}`}, '2026-01-20Z', '2026-02-20Z')`);
  const seen = async (at: Date | null) => {
    const graph = await graphOf(openResident(), rows.reader(), { ...all, of: a, at });
    return graph.edges[0]?.lastSeen;
  };
  expect(await seen(null)).toBe('2026-02-20T00:00:00.000Z');
  expect(await seen(past)).toBe('2026-02-01T00:00:00.000Z');
  expect(await seen(new Date('2026-01-10Z'))).toBe(null);
});

test('a hub shows the most critical of its callers, and says that there are more', async () => {
  await using rows = await catalogRows();
  const hub = service('hub');
  await rows.entity(hub);
  await rows.run(sql`insert into ${rows.table('relation')}
    select 1, 'service:default/caller-' || n, 'calls', ${hub}, 'service:default/caller-' || n, '2026-01-01Z', 'infinity',
      1, '{}', true, null from generate_series(1, 10000) n`);
  await rows.entity(service('caller-7777'), { tier: 0 });
  const resident = openResident();
  const graph = await graphOf(resident, rows.reader(), { ...all, of: hub, direction: 'callers', limit: 50 });
  expect(graph.cut).toBe(true);
  expect(graph.nodes.slice(0, 2).map(({ ref }) => ref)).toEqual([hub, service('caller-7777')]);
  expect(graph.nodes).toHaveLength(50);
  const impact = await impactOf(resident, rows.reader(), { of: hub, depth: 20, limit: 10, at: null });
  expect(impact).toMatchObject({
    cut: true,
    byTier: [
      { tier: 0, count: 1 },
      { tier: null, count: 9999 },
    ],
  });
});

test('cycles are told apart, one that needs itself too', async () => {
  await using rows = await catalogRows();
  const [a = '', b = '', c = '', d = ''] = names;
  await rows.relation(a, 'calls', b);
  await rows.relation(b, 'calls', a);
  await rows.relation(b, 'calls', c);
  await rows.relation(d, 'dependsOn', d);
  const resident = openResident();
  expect((await cyclesIn(resident, rows.reader(), { of: null, at: null })).cycles).toEqual([[a, b], [d]]);
  expect((await cyclesIn(resident, rows.reader(), { of: d, at: null })).cycles).toEqual([[d]]);
  expect((await cyclesIn(resident, rows.reader(), { of: null, at: new Date('2025-01-01Z') })).cycles).toEqual(
    [],
  );
});
