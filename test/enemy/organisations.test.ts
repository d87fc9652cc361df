import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ask, hangUp } from './testing/ask.ts';
import { nothingLeft } from './testing/nothing-left.ts';
import { streamClient } from './testing/stream-client.ts';
import { type WholeHouse, wholeHouse } from './testing/whole-house.ts';

nothingLeft();

const bearer = (right: string, org: number) => ({ authorization: `Bearer ${right} ${org}` });
const marker = (org: number): string => `secret${org}of${org}`;

/** The same keys in both organisations, so that whatever is kept without its organisation is found by the other. */
const report = (org: number, n: number) => ({
  source: 'api',
  key: `shared-${n}`,
  kind: 'deploy',
  title: `Deploy ${marker(org)} ${n}`,
  services: ['pricing'],
  environment: 'prod',
  summary: marker(org),
  tags: { team: marker(org) },
});

const fill = async (house: WholeHouse, org: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let n = 0; n < 5; n++) {
    const { status, text } = await ask(house.url, {
      method: 'POST',
      path: '/api/v1/changes',
      headers: {
        ...bearer('ingest', org),
        'content-type': 'application/json',
        'idempotency-key': `key-${n}`,
      },
      body: JSON.stringify(report(org, n)),
    });
    expect(status, text).toBe(200);
    const [result] = JSON.parse(text).results;
    expect(result.status, 'a key of the other organisation is no duplicate').toBe('recorded');
    ids.push(result.change);
  }
  const said = {
    title: marker(org),
    description: marker(org),
    owners: ['team:default/pricers'],
    tags: { secret: marker(org) },
  };
  const about = [
    { entity: 'service:default/pricing', name: 'pricing', says: said },
    { entity: 'team:default/pricers', name: 'pricers', says: { title: marker(org) } },
    {
      entity: 'service:default/till',
      name: 'till',
      says: { relations: [{ type: 'dependsOn', to: 'service:default/pricing', why: marker(org) }] },
    },
  ].map((it) => ({ ...it, place: 'catalog-info.yaml' }));
  const described = await ask(house.url, {
    method: 'POST',
    path: '/api/v1/catalog/descriptions',
    headers: { ...bearer('ingest', org), 'content-type': 'application/json' },
    body: JSON.stringify({ by: 'backstage', origin: 'shared', descriptions: about }),
  });
  expect(described.status, described.text).toBeLessThan(300);
  const event = { specversion: '1.0', id: 'shared', source: '/s', type: 'x.y', data: { note: marker(org) } };
  const { status, text } = await ask(house.url, {
    method: 'POST',
    path: '/api/v1/events',
    headers: { ...bearer('ingest', org), 'content-type': 'application/cloudevents+json' },
    body: JSON.stringify(event),
  });
  expect(status, text).toBe(202);
  expect(text).toContain('recorded');
  return ids;
};

/** All that the graph tells an organisation, also of what it names of the other. */
const graphOf = async (house: WholeHouse, org: number, foreign: readonly string[]): Promise<string> => {
  const change = '{ title summary tags { name value } observations { title summary } }';
  const thing = `{ ref title description tags { value } who { answer owners { reasons owner { title } } people { title } }
    owners { title } sources { source } moments lastDeploy ${change} openAlerts { alerts { title } }
    changes(first: 5) { edges { node ${change} } } callers(first: 5) { edges { why node { title description } } }
    callees(first: 5) { edges { why node { title description } } } relations(first: 5) { edges { why node { title } } }
    owns(first: 5) { edges { node { title } } } }`;
  const questions = [
    `{ entity(ref: "pricing") ${thing} }`,
    `{ entities(first: 5) { edges { node ${thing.replaceAll('first: 5', 'first: 2')} } } }`,
    `{ entities(q: "${marker(3 - org)}") { total edges { node { title } } } nudges { edges { node { detail next } } } }`,
    `{ changes(first: 20) { edges { node ${change} } } alerts { edges { node { title summary } } } caller { name } }`,
    ...foreign.map((id) => `{ change(id: "${id}") ${change} }`),
    ...foreign.map((id) => `{ alert(id: "${id}") { title } }`),
  ];
  let told = '';
  for (const query of questions) {
    const { status, text } = await ask(house.url, {
      method: 'POST',
      path: '/graphql?consistency=strong',
      headers: { ...bearer('admin', org), 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    expect(status, text).toBe(200);
    expect(text, query).not.toMatch(/graphql\.(syntax|invalid|too-)|internal/);
    told += text;
  }
  expect(told, 'that its own were read at all').toContain(marker(org));
  return told;
};

test('no route and no stream tells an organisation anything of another', async () => {
  await using house = await wholeHouse();
  const begin = `${house.kernel.log.epoch}-0`;
  const streams = [1, 2].map((org) => streamClient(() => house.url, bearer('read', org), begin));
  const ids = new Map([[1, await fill(house, 1)]]);
  ids.set(2, await fill(house, 2));
  const { text: document } = await ask(house.url, {
    method: 'GET',
    path: '/openapi.json',
    headers: bearer('read', 1),
  });
  const routes = Object.entries<Record<string, unknown>>(JSON.parse(document).paths)
    .filter(([path, methods]) => 'get' in methods && /^\/api\//.test(path) && !path.endsWith('/stream'))
    .map(([path]) => path);
  expect(routes).toContain('/api/v1/changes');

  for (const [mine, others] of [
    [1, 2],
    [2, 1],
  ] as const) {
    const filters = [
      '',
      `?q=${marker(others)}`,
      '?q=service:pricing%20OR%20-service:pricing',
      `?q=team:${marker(others)}`,
      '?q=kind:other',
    ];
    const foreign = ids.get(others) ?? [];
    let seen = '';
    for (const route of routes) {
      const filled = route.includes('{') ? foreign.map((id) => route.replaceAll(/\{[^}]+\}/g, id)) : [route];
      for (const path of filled) {
        for (const filter of filters) {
          const query = `${filter}${filter === '' ? '?' : '&'}consistency=strong&limit=200`;
          const { text } = await ask(house.url, {
            method: 'GET',
            path: path + query,
            headers: bearer('admin', mine),
          });
          // The answer may repeat the question.
          expect(
            text.replaceAll(/"(detail|next|title)":"[^"]*(filter|q=)[^"]*"/g, ''),
            `${path}${query}`,
          ).not.toContain(marker(others));
          seen += text;
        }
      }
    }
    expect(seen, 'that its own were read at all').toContain(marker(mine));
    expect(await graphOf(house, mine, foreign), 'by the graph').not.toContain(marker(others));
  }

  await expect.poll(() => streams.map(({ heard }) => heard.length), { timeout: 10_000 }).toEqual([7, 7]);
  await sleep(200);
  const [first = [], second = []] = streams.map(({ heard }) => heard.map(({ id }) => id));
  expect(first.filter((id) => second.includes(id))).toEqual([]);
  for (const stream of streams) await stream.end();
  hangUp();
}, 40_000);
