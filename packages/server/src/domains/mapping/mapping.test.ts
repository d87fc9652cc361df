import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mappingHouse } from './testing/house.ts';

const fixture = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../sources/github/fixtures/${name}.json`, import.meta.url), 'utf8'));

test('what nobody knows is listed with the nearest names; a rule with a replay corrects the past once, and adds nothing twice', async () => {
  await using it = await mappingHouse();
  await it.describe('hello-worlds');
  await it.github('deployment', 'd-1', fixture('deployment'));
  const push = fixture('push.three_commits');
  const other = { ...push.repository, name: 'other', full_name: 'Codertocat/other' };
  await it.github('push', 'd-2', { ...push, repository: other });
  const items = await it.unmapped();
  expect(items).toMatchObject([
    { source: 'github', join: 'github', reports: 1, near: ['hello-worlds'], settledBy: 'rule', today: null },
    { source: 'github', join: 'github', value: 'Codertocat/other', reports: 1 },
  ]);
  const [first] = items;
  const rule = {
    source: 'github',
    match: { join: first?.join, value: first?.value },
    to: { service: 'hello-worlds' },
    replay: true,
  };
  const before = await it.facts();
  const set = await it.ask('PUT', '/api/v1/mapping/rules', rule);
  expect(set).toMatchObject({ status: 200, body: { replays: [expect.any(String)] } });
  const done = await it.replayed(set.body.replays[0]);
  expect(done).toMatchObject({
    source: 'github',
    done: 2,
    of: 2,
    replayed: { deliveries: 2, changed: 1, observed: 1 },
  });
  expect(await it.facts()).toBe(before + 1);
  expect(await it.changes('source:github service:hello-worlds')).toHaveLength(1);
  expect(await it.unmapped()).toHaveLength(1);

  const again = await it.ask('PUT', '/api/v1/mapping/rules', rule);
  expect((await it.replayed(again.body.replays[0])).replayed).toMatchObject({ changed: 0, observed: 0 });
  expect(await it.facts()).toBe(before + 1);
  expect((await it.ask('GET', '/api/v1/mapping/rules?consistency=strong')).body.rules).toMatchObject([
    {
      id: set.body.id,
      source: 'github',
      to: { service: 'service:default/hello-worlds' },
      by: expect.any(String),
    },
  ]);

  const removed = await it.ask('DELETE', `/api/v1/mapping/rules/${set.body.id}?replay=true`);
  expect((await it.replayed(removed.body.replays[0])).replayed).toMatchObject({ changed: 1 });
  expect(await it.unmapped()).toHaveLength(2);
  expect((await it.ask('DELETE', `/api/v1/mapping/rules/${set.body.id}`)).body.code).toBe('mapping.no-rule');
});

test('an edit of the catalog is known to the next delivery, two seconds later at most', async () => {
  await using it = await mappingHouse();
  const about = { org: 1, source: 'github', services: ['Hello-World'], environment: null };
  const hints = [{ join: 'github', value: 'Codertocat/Hello-World' }];
  expect(it.locate({ ...about, hints }).located?.by).toBe('none');
  await it.describe('greeter', { joins: { github: 'Codertocat/Hello-World' } });
  const described = performance.now();
  await it.until(async () => (it.locate({ ...about, hints }).services[0] === 'greeter' ? true : null));
  expect(performance.now() - described).toBeLessThan(2000);
  await it.github('deployment', 'd-1', fixture('deployment'));
  const [change] = await it.changes('source:github');
  expect(change?.services).toEqual(['greeter']);
  const { body } = await it.ask('GET', `/api/v1/changes/${change?.id}`);
  expect(body.observations[0]).toMatchObject({
    located: { by: 'join', confidence: 0.95, hints },
    clockAheadMs: 0,
  });

  await it.ask('PATCH', '/api/v1/catalog/entities/greeter', { set: { 'join.github': 'acme/other' } });
  await it.until(async () => (it.locate({ ...about, hints }).located?.by === 'none' ? true : null));
});

test('what was reported over the API under an alias is found under the service, and a name nobody knows is to be an alias', async () => {
  await using it = await mappingHouse();
  await it.describe('pricing', { aliases: ['pricing-svc'] });
  for (const services of [['pricing-svc'], ['pricing'], ['prices'], ['prices']])
    await it.ask('POST', '/api/v1/changes', { title: `Deploy ${services}`, services });
  expect(await it.unmapped()).toMatchObject([
    { source: 'api', join: null, value: 'prices', reports: 2, settledBy: 'alias' },
  ]);
  const rule = { source: 'api', match: { name: 'prices' }, to: { service: 'pricing' } };
  expect((await it.ask('PUT', '/api/v1/mapping/rules', rule)).body.code).toBe('mapping.not-read');
  await it.ask('PATCH', '/api/v1/catalog/entities/pricing', { set: { 'alias.prices': 'prices' } });
  expect(await it.unmapped()).toEqual([]);
  const { aliases } = (await it.ask('GET', '/api/v1/catalog/entities/pricing?consistency=strong')).body;
  expect(await it.changes(`source:api service:${['pricing', ...aliases].join(',')}`)).toHaveLength(4);
});

test('a default is assumed of a source, and an environment is called as a rule says', async () => {
  await using it = await mappingHouse();
  await it.describe('site');
  await it.ask('PUT', '/api/v1/mapping/defaults/github', { service: 'site' });
  await it.ask('PUT', '/api/v1/mapping/rules', {
    source: '*',
    match: { environment: 'GitHub-Pages' },
    to: { environment: 'prod' },
  });
  await it.github('deployment', 'd-1', fixture('deployment'));
  expect(await it.changes('source:github')).toMatchObject([{ services: ['site'], environment: 'prod' }]);
  expect((await it.ask('GET', '/api/v1/mapping/rules?consistency=strong')).body).toMatchObject({
    rules: [{ source: '*', match: { environment: 'GitHub-Pages' } }],
    defaults: [{ source: 'github', service: 'service:default/site', environment: null }],
  });
});

test('what cannot be a rule is refused in words', async () => {
  await using it = await mappingHouse();
  await it.describe('pricing');
  const refused = async (rule: object) => {
    const { status, body } = await it.ask('PUT', '/api/v1/mapping/rules', rule);
    return [status, body.code, body.detail];
  };
  const match = { name: 'x' };
  expect(await refused({ source: 'github', match, to: { service: 'pricng' } })).toEqual([
    404,
    'catalog.unknown-entity',
    'Nothing was called "pricng". Near it: pricing.',
  ]);
  expect(await refused({ source: 'guthub', match, to: { service: 'pricing' } })).toEqual([
    404,
    'mapping.unknown-source',
    'No source is called "guthub". Did you mean github?',
  ]);
  expect((await refused({ source: 'github', match, to: { environment: 'prod' } }))[1]).toBe('mapping.rule');
  expect(
    (await refused({ source: 'github', match: { join: 'github' }, to: { service: 'pricing' } }))[0],
  ).toBe(400);
  expect(
    (await it.ask('PUT', '/api/v1/mapping/rules', { source: '*', match, to: { service: 'pricing' } }, 'read'))
      .status,
  ).toBe(403);
});
