import type { RelationType, Says } from '@nightjar/descriptors/description';
import { sql } from '@nightjar/kernel/database/sql';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalogModel, described } from '../testing/model.ts';
import { readerAt } from '../testing/reader.ts';
import { cyclesIn, graphOf, impactOf, pathsBetween } from './queries.ts';
import { openResident } from './resident.ts';

const service = (name: string): string => `service:default/${name}`;
const all = {
  query: '',
  direction: 'callees',
  depth: 20,
  limit: 5000,
  at: null,
  clock: new Date('2026-04-01T00:00:00Z'),
} as const;
const past = new Date('2026-02-01T00:00:00Z');

type Said = { from: string; type: RelationType; to: string };

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
    type: fc.constantFrom<RelationType>('dependsOn', 'calls', 'consumesApi', 'providesApi', 'partOf'),
    to: fc.constantFrom(...names),
    /** Stood before, stands now, or both. */
    when: fc.constantFrom('then', 'now', 'both'),
  }),
  { maxLength: 20 },
);

const january = '2026-01-01T00:00:00.000Z';
const march = '2026-03-01T00:00:00.000Z';

/** A catalog in which each entity is described in January, and a way to describe it anew later. */
const catalog = async (told: Readonly<Record<string, Says>>) => {
  const model = await catalogModel();
  let position = 0;
  const say = async (says: Readonly<Record<string, Says>>, at: string, by?: 'traces'): Promise<void> => {
    const facts = Object.entries(says).map(([ref, it]) => described(ref, it, { at, ...(by && { by }) }));
    await model.apply(facts);
    position = facts.at(-1)?.pos ?? position;
  };
  await say(told, january);
  return { ...model, say, reader: () => readerAt(model, position) };
};

test('callers and callees agree with a walk of everything, now and as of an instant', async () => {
  await using rows = await catalog({});
  const resident = openResident();
  const depth = fc.integer({ min: 0, max: 4 });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(said, fc.nat({ max: names.length - 1 }), depth, async (drawn, which, depth) => {
      run += 1;
      const own = (ref: string): string => `${ref}-${run}`;
      const every = drawn.map((it) => ({ ...it, from: own(it.from), to: own(it.to) }));
      const mine = names.map(own);
      const of = mine[which] ?? '';
      const stoodWhen = (never: string) => every.filter(({ when }) => when !== never);
      const saysOf = (those: typeof every) =>
        Object.fromEntries(
          mine.map((name) => [
            name,
            // Every other edge is said from its other end.
            {
              relations: those.flatMap(({ from, type, to }, n) => {
                if (n % 2 === 0) return from === name ? [{ type, to }] : [];
                return to === name ? [{ type, to: from, inverse: true as const }] : [];
              }),
            },
          ]),
        );
      await rows.say(saysOf(stoodWhen('now')), january);
      await rows.say(saysOf(stoodWhen('then')), march);
      for (const at of [null, past]) {
        const then = stoodWhen(at === null ? 'then' : 'now');
        const ways = { callees: 'out', callers: 'in' } as const;
        for (const [direction, way] of Object.entries(ways) as ['callees' | 'callers', 'out' | 'in'][]) {
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
        const needing = mine.filter((name) => name !== of && distances(then, name, 'out').has(of));
        expect(impact.breaks.map(({ ref }) => ref).sort()).toEqual(needing);
        for (const { through, depth: far } of impact.breaks) expect(through.length).toBe(far - 1);
      }
    }),
    { numRuns: 40 },
  );
}, 120_000);

test('an edit is in the next answer', async () => {
  const [a = '', b = '', c = ''] = names;
  const why = 'env B_ADDR';
  await using rows = await catalog({ [a]: { relations: [{ type: 'calls', to: b, why }] }, [b]: { tier: 2 } });
  const resident = openResident();
  const ask = () => graphOf(resident, rows.reader(), { ...all, of: a });
  expect(await ask()).toMatchObject({
    nodes: [{ ref: a }, { ref: b, tier: 2, known: true }],
    edges: [{ from: a, to: b, type: 'calls', observed: false, confidence: 1, why }],
  });
  await rows.say({ [a]: { relations: [{ type: 'dependsOn', to: c }] } }, march);
  expect(await ask()).toMatchObject({
    nodes: [{ ref: a }, { ref: c, known: false, state: null }],
    edges: [{ from: a, to: c, type: 'dependsOn' }],
  });
});

test('a service that consumes an API needs the service behind it', async () => {
  const [web, api, pricing] = [service('web'), 'api:default/prices', service('pricing')];
  await using rows = await catalog({
    [web]: { owners: ['team:default/shop'], relations: [{ type: 'consumesApi', to: api }] },
    [api]: {},
    [pricing]: { relations: [{ type: 'providesApi', to: api }] },
  });
  const resident = openResident();
  const impact = await impactOf(resident, rows.reader(), { of: pricing, depth: 20, limit: 10, at: null });
  expect(impact).toMatchObject({
    breaks: [
      { ref: api, depth: 1, through: [] },
      { ref: web, depth: 2, through: [api] },
    ],
    owners: [{ owner: { ref: 'team:default/shop', known: false }, count: 1 }],
    byTier: [{ tier: null, count: 2 }],
  });
  const ends = { from: web, to: pricing, longest: 20, limit: 5, at: null };
  expect(await pathsBetween(resident, rows.reader(), ends)).toEqual({
    paths: [[web, api, pricing]],
    cut: false,
    at: null,
  });
});

test('what breaks and what leads somewhere is followed to its end, of the past for a hundred steps', async () => {
  const link = (n: number): string => service(`link-${n}`);
  const chain = Array.from({ length: 150 }, (_, n) => link(n + 1));
  await using rows = await catalog(
    Object.fromEntries(
      chain.map((ref, n): [string, Says] => [
        ref,
        n === 0 ? {} : { relations: [{ type: 'calls', to: link(n) }] },
      ]),
    ),
  );
  const resident = openResident();
  const end = Number.POSITIVE_INFINITY;
  const breaks = (at: Date | null) =>
    impactOf(resident, rows.reader(), { of: link(1), depth: end, limit: 5000, at });
  const all = await breaks(null);
  expect(all).toMatchObject({ cut: false, byTier: [{ tier: null, count: 149 }] });
  expect(all.breaks.at(-1)).toMatchObject({ ref: link(150), depth: 149 });
  expect(all.breaks.at(-1)?.through).toEqual(Array.from({ length: 20 }, (_, n) => link(149 - n)));
  expect(await breaks(past)).toMatchObject({ cut: true, byTier: [{ tier: null, count: 100 }] });
  const way = (to: number, at: Date | null) =>
    pathsBetween(resident, rows.reader(), { from: link(150), to: link(to), longest: 1000, limit: 5, at });
  expect(await way(1, null)).toMatchObject({ paths: [{ length: 150 }], cut: false });
  expect(await way(1, past)).toMatchObject({ paths: [], cut: true });
  expect(await way(50, past)).toMatchObject({ paths: [{ length: 101 }] });
});

test('what was seen tells when, and of the past only where it was not seen again since', async () => {
  const [a = '', b = ''] = names;
  await using rows = await catalog({ [b]: {} });
  await rows.say({ [a]: { relations: [{ type: 'calls', to: b }] } }, january, 'traces');
  await rows.run(sql`insert into nightjar.sighting (org, entity, source, about, first_seen, last_seen)
    values (1, ${a}, 'traces', ${`calls ${b}`}, '2026-01-20Z', '2026-02-20Z')`);
  const seen = async (at: Date | null) => {
    const graph = await graphOf(openResident(), rows.reader(), { ...all, of: a, at });
    return graph.edges[0]?.lastSeen;
  };
  expect(await seen(null)).toBe('2026-02-20T00:00:00.000Z');
  expect(await seen(past)).toBe(null);
  expect(await seen(new Date('2026-02-21Z'))).toBe('2026-02-20T00:00:00.000Z');
  expect(await seen(new Date('2026-01-10Z'))).toBe(null);
});

test('what breaks tells when it was last seen to need the next one; what is written down is not seen', async () => {
  const [a = '', b = '', c = ''] = names;
  await using rows = await catalog({ [c]: {}, [b]: { relations: [{ type: 'dependsOn', to: c }] } });
  await rows.say({ [a]: { relations: [{ type: 'calls', to: b }] } }, january, 'traces');
  await rows.run(sql`insert into nightjar.sighting (org, entity, source, about, first_seen, last_seen)
    values (1, ${a}, 'traces', ${`calls ${b}`}, '2026-01-20Z', '2026-02-20Z')`);
  const impact = await impactOf(openResident(), rows.reader(), { of: c, depth: 20, limit: 10, at: null });
  expect(impact.breaks.map(({ ref, lastSeen }) => [ref, lastSeen])).toEqual([
    [b, null],
    [a, '2026-02-20T00:00:00.000Z'],
  ]);
});

test('when an edge was seen is remembered for some seconds, and then asked again', async () => {
  const [a = '', b = ''] = names;
  await using rows = await catalog({});
  await rows.say({ [a]: { relations: [{ type: 'calls', to: b }] } }, january, 'traces');
  const seenAt = (day: string) =>
    rows.run(sql`insert into nightjar.sighting (org, entity, source, about, first_seen, last_seen)
      values (1, ${a}, ${day}, ${`calls ${b}`}, '2026-01-20Z', ${day})`);
  let now = 0;
  const resident = openResident(() => now);
  const lastSeen = async () => (await graphOf(resident, rows.reader(), { ...all, of: a })).edges[0]?.lastSeen;
  await seenAt('2026-02-20Z');
  expect(await lastSeen()).toBe('2026-02-20T00:00:00.000Z');
  await seenAt('2026-02-21Z');
  now += 15_000;
  expect(await lastSeen()).toBe('2026-02-20T00:00:00.000Z');
  now += 1;
  expect(await lastSeen()).toBe('2026-02-21T00:00:00.000Z');
});

test('an edge tells the traffic of the hour before the instant asked for', async () => {
  const [a = '', b = ''] = names;
  await using rows = await catalog({ [a]: { relations: [{ type: 'calls', to: b }] } });
  await rows.run(sql`insert into nightjar.call (org, caller, callee, environment, minute, count, errors, sum_ms, latency)
    values (1, ${a}, ${b}, '', '2026-03-31T23:30Z', 120, 6, 240, '{120}'), (1, ${a}, ${b}, '', '2026-02-01Z', 60, 0, 9, '{60}')`);
  const traffic = async (at: Date | null) => {
    const graph = await graphOf(openResident(), rows.reader(), { ...all, of: a, at });
    return graph.edges[0]?.traffic;
  };
  expect(await traffic(null)).toMatchObject({ callsPerMinute: 2, errorShare: 0.05 });
  expect(await traffic(new Date('2026-02-01T00:10Z'))).toMatchObject({ callsPerMinute: 1, errorShare: 0 });
  expect(await traffic(past)).toBe(null);
});

test('a filter says which nodes are shown, with a beginning or without', async () => {
  const [a = '', b = '', c = ''] = names;
  await using rows = await catalog({
    [a]: { tier: 1, relations: [b, c].map((to) => ({ type: 'calls', to })) },
    [b]: { tier: 0, owners: ['team:default/shop'] },
    [c]: { owners: ['team:default/shop'] },
  });
  const shown = async (of: string | null, query: string, limit = 10) => {
    const graph = await graphOf(openResident(), rows.reader(), { ...all, of, query, limit });
    return { refs: graph.nodes.map(({ ref }) => ref), edges: graph.edges.length, cut: graph.cut };
  };
  expect(await shown(a, 'tier:0')).toEqual({ refs: [a, b], edges: 1, cut: false });
  expect(await shown(null, 'owner:shop')).toEqual({ refs: [b, c], edges: 0, cut: false });
  expect(await shown(null, 'owner:shop', 1)).toEqual({ refs: [b], edges: 0, cut: true });
  expect(await shown(null, '')).toEqual({ refs: [b, a, c], edges: 2, cut: false });
  const then = async (query: string) => {
    const { nodes, edges, cut } = await graphOf(openResident(), rows.reader(), {
      ...all,
      of: null,
      query,
      limit: 10,
      at: past,
    });
    return { refs: nodes.map(({ ref }) => ref), edges: edges.length, cut };
  };
  expect(await then('')).toEqual({ refs: [b, a, c], edges: 2, cut: false });
  expect(await then('owner:shop')).toEqual({ refs: [b, c], edges: 0, cut: false });
  expect(await then('tier:*')).toEqual({ refs: [b, a], edges: 1, cut: false });
});

test('a hub shows the most critical of its callers, and says that there are more', async () => {
  const [hub, vital] = [service('hub'), service('caller-7777')];
  const callers = Array.from({ length: 10_000 }, (_, n) => service(`caller-${n}`));
  await using rows = await catalog({
    [hub]: { relations: callers.map((to) => ({ type: 'calls', to, inverse: true })) },
    [vital]: { tier: 0 },
  });
  const resident = openResident();
  const graph = await graphOf(resident, rows.reader(), { ...all, of: hub, direction: 'callers', limit: 50 });
  expect(graph.cut).toBe(true);
  expect(graph.nodes).toHaveLength(50);
  expect(graph.nodes.slice(0, 2).map(({ ref }) => ref)).toEqual([hub, vital]);
  const impact = await impactOf(resident, rows.reader(), { of: hub, depth: 20, limit: 10, at: null });
  expect(impact.cut).toBe(true);
  expect(impact.byTier).toEqual([
    { tier: 0, count: 1 },
    { tier: null, count: 9999 },
  ]);
});

test('cycles are told apart, one that needs itself too', async () => {
  const [a = '', b = '', c = '', d = ''] = names;
  await using rows = await catalog({
    [a]: { relations: [{ type: 'calls', to: b }] },
    [b]: { relations: [a, c].map((to) => ({ type: 'calls', to })) },
    [d]: { relations: [{ type: 'dependsOn', to: d }] },
  });
  const cycles = async (of: string | null, at: Date | null) =>
    (await cyclesIn(openResident(), rows.reader(), { of, at })).cycles;
  expect(await cycles(null, null)).toEqual([[a, b], [d]]);
  expect(await cycles(d, null)).toEqual([[d]]);
  expect(await cycles(null, past)).toEqual([[a, b], [d]]);
  expect(await cycles(b, past)).toEqual([[a, b]]);
  expect(await cycles(c, past)).toEqual([]);
  expect(await cycles(null, new Date('2025-01-01Z'))).toEqual([]);
});
