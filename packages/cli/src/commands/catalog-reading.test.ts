import { json, standIn } from '@nightjar/sdk/testing/stand-in';
import type { Graph, Impact, Who } from '@nightjar/sdk/wire';
import { expect, test } from 'vitest';
import { card, end, list, payments, pricing } from '../testing/catalog.ts';
import { place } from '../testing/nightjar.ts';

test('services lists services, unless the filter speaks of another kind', async () => {
  await using server = await standIn((_, response) => json(response, 200, list([card])));
  await using here = await place({ NIGHTJAR_URL: server.url });
  const said = await here.run('services', 'tier:0', '-owner:shop');
  expect(said.out).toBe(
    'name     tier  owner       in  changed\n' +
      'pricing  0     ! payments  go  3d       Computes what a basket costs\n',
  );
  expect(said.err).toContain('! Sources name different owners');
  expect(server.heard[0]?.query.get('q')).toBe('kind:service tier:0 -owner:shop');
  await here.run('services', 'kind:api', '--at', '2026-03-01T02:51Z');
  expect(server.heard[1]?.query.get('q')).toBe('kind:api');
  expect(server.heard[1]?.query.get('at')).toBe('2026-03-01T02:51:00.000Z');
  expect((await here.run('services', '--at', 'lately')).code).toBe(2);
}, 60_000);

test('what nobody describes, or nobody any longer, is told beside what it is written in', async () => {
  const found = { ...card, contested: false, state: 'discovered' as const, title: null };
  const cards = [
    { ...found, description: null },
    { ...found, state: 'gone' as const, name: 'prices' },
  ];
  await using server = await standIn((_, response) => json(response, 200, list(cards)));
  await using here = await place({ NIGHTJAR_URL: server.url });
  expect((await here.run('services')).out).toBe(
    'name     tier  owner     in  changed\n' +
      'pricing  0     payments  go  3d       discovered\n' +
      'prices   0     payments  go  3d       gone: Computes what a basket costs\n',
  );
}, 60_000);

test('a time of the clock is read as the last that was, and one that is yet to come is refused', async () => {
  await using server = await standIn((_, response) => json(response, 200, list([card])));
  await using here = await place({ NIGHTJAR_URL: server.url });
  await here.run('services', '--at', '02:51');
  const asked = new Date(server.heard[0]?.query.get('at') ?? 'never');
  expect([asked.getHours(), asked.getMinutes()]).toEqual([2, 51]);
  expect(Date.now() - asked.getTime()).toBeGreaterThanOrEqual(0);
  expect(await here.run('services', '--at', '2126-03-01T02:51Z')).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining('--at "2126-03-01T02:51Z" is yet to come'),
  });
  expect(server.heard).toHaveLength(1);
}, 60_000);

test('more services than a page holds are read a page at a time', async () => {
  await using server = await standIn(({ query }, response) =>
    json(
      response,
      200,
      list(
        Array.from({ length: Number(query.get('limit')) }, () => card),
        query.has('cursor') ? 'c2' : 'c1',
      ),
    ),
  );
  await using here = await place({ NIGHTJAR_URL: server.url });
  const said = await here.run('services', '-n', '700', '--json');
  expect(JSON.parse(said.out)).toMatchObject({ entities: { length: 700 }, next: 'c2' });
  expect(server.heard.map(({ query }) => query.get('limit'))).toEqual(['500', '200']);
}, 60_000);

test('an empty catalog says how to fill it, an empty past and a narrow filter do not', async () => {
  await using server = await standIn((_, response) => json(response, 200, list([])));
  await using here = await place({ NIGHTJAR_URL: server.url });
  expect((await here.run('services')).err).toContain('catalog discover PATH');
  expect((await here.run('services', 'tier:0')).err).toBe('No service matches tier:0\n');
  expect((await here.run('services', '--at', '2020-01-01T00:00Z')).err).toContain('knew no service at 2020');
}, 60_000);

const who: Who = {
  entity: pricing,
  tier: 0,
  answer: 'payments owns pricing (tier 0). Page pd pricing (https://pd.example/1).',
  owners: [
    {
      owner: payments,
      chosen: true,
      confidence: 0.9,
      reasons: ['catalog-info.yaml of github.com/acme/pricing says so, 3 days ago'],
      said: [],
    },
  ],
  contested: false,
  contacts: [
    { slot: 'onCall', label: 'pd pricing', url: 'https://pd.example/1', of: pricing },
    { slot: 'chat', label: '#pay\u001b[31m', url: null, of: payments },
  ],
  people: [],
  ...end,
};

test('who answers first, then tells whom to try and why', async () => {
  await using server = await standIn((_, response) => json(response, 200, who));
  await using here = await place({ NIGHTJAR_URL: server.url });
  expect((await here.run('who', 'pricing')).out).toBe(
    `payments owns pricing (tier 0). Page pd pricing (https://pd.example/1).

To try, in this order
  on call  pd pricing       https://pd.example/1
  chat     #pay (payments)

Owners
  ● payments  90% sure
    catalog-info.yaml of github.com/acme/pricing says so, 3 days ago
`,
  );
  expect(server.heard[0]?.path).toBe('/api/v1/catalog/entities/pricing/who');
}, 60_000);

test('an unknown name is refused with those near it', async () => {
  const detail = 'Nothing was called "pricin". Near it: service:default/pricing.';
  await using server = await standIn((_, response) =>
    json(response, 404, { code: 'catalog.unknown-entity', detail, next: 'Look it up.' }),
  );
  await using here = await place({ NIGHTJAR_URL: server.url });
  for (const command of ['service', 'who', 'graph'])
    expect(await here.run(command, 'pricin')).toMatchObject({
      code: 3,
      err: expect.stringContaining('Near it: service:default/pricing'),
    });
  expect((await here.run('graph')).code).toBe(2);
}, 60_000);

const node = {
  ...pricing,
  state: 'declared',
  tier: 0,
  type: null,
  owners: [payments.ref],
  depth: 0,
} as const;
const db = {
  ...node,
  ref: 'resource:default/db',
  kind: 'resource',
  name: 'db',
  tier: null,
  depth: 1,
} as const;

test('the graph is a tree, with what goes over its edges', async () => {
  const traffic = { callsPerMinute: 120, errorShare: 0.025, p50Ms: 3, p99Ms: 40 };
  const graph: Graph = {
    of: pricing.ref,
    nodes: [node, db],
    edges: [
      {
        ...{ from: pricing.ref, to: db.ref, type: 'calls', confidence: 0.8, observed: true, why: null },
        ...{ lastSeen: null, traffic },
      },
    ],
    cut: true,
    ...end,
  };
  await using server = await standIn((_, response) => json(response, 200, graph));
  await using here = await place({ NIGHTJAR_URL: server.url });
  const said = await here.run('graph', 'pricing', '--callees', '-d', '1');
  expect(said.out).toBe(
    'pricing  tier 0  payments\n└─ resource:db  payments  calls, 80% sure, 120/min, 2.5% errors\n',
  );
  expect(said.err).toBe('There is more: --depth 2 goes further.\n');
  expect(Object.fromEntries(server.heard[0]?.query ?? [])).toEqual({
    ...{ of: 'pricing', depth: '1', direction: 'callees', limit: '200' },
  });
}, 60_000);

test('what breaks is told with whom to tell, and by which way', async () => {
  const impact: Impact = {
    of: db,
    breaks: [
      { ...node, depth: 1, through: [], lastSeen: null },
      {
        ...node,
        name: 'web',
        tier: 1,
        depth: 2,
        through: [pricing.ref],
        lastSeen: new Date(Date.now() - 50 * 3_600_000).toISOString(),
      },
    ],
    byTier: [
      { tier: 0, count: 1 },
      { tier: 1, count: 1 },
    ],
    owners: [{ owner: payments, count: 2 }],
    cut: false,
    ...end,
  };
  await using server = await standIn((_, response) => json(response, 200, impact));
  await using here = await place({ NIGHTJAR_URL: server.url });
  expect((await here.run('graph', 'db', '--impact')).out).toBe(
    `2 things may break with db: 1 × tier 0, 1 × tier 1
Tell payments (2)

At once
  pricing  tier 0

In 2 steps
  web      tier 1  through pricing, seen 2d ago
`,
  );
}, 60_000);

test('a way is denied only where all was looked at', async () => {
  let cut = true;
  await using server = await standIn((_, response) => json(response, 200, { paths: [], cut, at: null }));
  await using here = await place({ NIGHTJAR_URL: server.url });
  const said = await here.run('graph', 'web', '--to', 'db', '--depth', '5');
  expect(said.out).toBe(
    'No way from web to db was found within 5 steps; there may be a longer one.\n' +
      'No way from db to web was found within 5 steps; there may be a longer one.\n',
  );
  expect(said.err).toContain('Without --depth it is looked for to the end.');
  cut = false;
  expect((await here.run('graph', 'web', '--to', 'db')).out).toBe(
    'Neither web needs db, nor the other way round.\n',
  );
  expect(server.heard.at(-1)?.query.has('depth')).toBe(false);
}, 60_000);

test('what was not walked to is not counted out, and a list that is cut says what shows the rest', async () => {
  const impact = { of: db, breaks: [{ ...node, depth: 1, through: [] }], owners: [], cut: true, ...end };
  let count = 1;
  await using server = await standIn((_, response) =>
    json(response, 200, { ...impact, byTier: [{ tier: 0, count }] }),
  );
  await using here = await place({ NIGHTJAR_URL: server.url });
  const near = await here.run('graph', 'db', '--impact', '--depth', '1');
  expect(near.out).toContain('at least 1 thing may break with db');
  expect(near.err).toBe('What is more than 1 step away was not counted; without --depth all is.\n');
  count = 3999;
  const listed = await here.run('graph', 'db', '--impact', '--limit', '1');
  expect(listed.out).toMatch(/^3999 things may break with db/);
  expect(listed.err).toBe('1 of 3999 shown; --limit 3999 shows all.\n');
}, 60_000);

test('ages count from the instant asked for', async () => {
  const at = new Date(Date.now() - 2 * 86_400_000).toISOString();
  await using server = await standIn((_, response) => json(response, 200, list([card])));
  await using here = await place({ NIGHTJAR_URL: server.url });
  const said = await here.run('services', 'pricing', '--at', at);
  expect(said.out).toContain('go  1d  ');
  expect(said.err).toContain(`As of ${at.slice(0, 19)}Z; ages count from then.`);
}, 60_000);

test('a descriptor to paste can be copied with what is said about it, or sent on', async () => {
  const lost = ['rest.possible', 'alias.a\nevil: yes'];
  const annotated = {
    form: 'backstage',
    place: 'catalog-info.yaml in acme/x',
    text: 'kind: Component\n',
    lost,
  };
  await using server = await standIn((_, response) => json(response, 200, annotated));
  await using here = await place({ NIGHTJAR_URL: server.url });
  expect(await here.run('service', 'pricing', '--annotate', 'backstage')).toMatchObject({
    out: `# catalog-info.yaml in acme/x
# This form cannot say what it may need, which nobody claims.
# This form cannot say that it is also called a evil: yes.
kind: Component
`,
    err: '',
  });
}, 60_000);

test('facts and history can be asked for together', async () => {
  await using server = await standIn(({ path }, response) =>
    json(
      response,
      200,
      path.endsWith('/facts')
        ? { entity: pricing.ref, rule: 'The newest.', attributes: [], ...end }
        : { entity: pricing.ref, items: [], next: null },
    ),
  );
  await using here = await place({ NIGHTJAR_URL: server.url });
  const said = await here.run(
    'service',
    'pricing',
    '--facts',
    '--history',
    '--json',
    '--at',
    '2026-03-01T02:51Z',
  );
  expect(JSON.parse(said.out)).toMatchObject({ facts: { rule: 'The newest.' }, history: { items: [] } });
  expect(server.heard.map(({ query }) => query.get('at'))).toEqual(Array(2).fill('2026-03-01T02:51:00.000Z'));
}, 60_000);

test('an empty name is not asked for', async () => {
  await using here = await place({ NIGHTJAR_URL: 'http://127.0.0.1:1' });
  for (const command of ['service', 'who', 'graph'])
    expect(await here.run(command, ' ')).toMatchObject({
      code: 2,
      err: expect.stringContaining('The name is empty.'),
    });
}, 60_000);
